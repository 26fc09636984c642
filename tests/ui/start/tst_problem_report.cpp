#include "engine/base/machine.h"
#include "ui/start/problem_report.h"
#include "ui/start/report_dialog.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace kaleido::ui;

class TestProblemReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reportTellsVersionMachineLibrariesAndLog() {
        const QString report =
            problemReport({.version = QStringLiteral("Kaleido Studio 0.1.0"),
                           .libTorch = QStringLiteral("2.13.0"),
                           .model = QStringLiteral("kaleido-emoji 0a1b2c"),
                           .log = {QStringLiteral("info: first"), QStringLiteral("error: last")}});
        for (const QString& part :
             {QStringLiteral("Kaleido Studio 0.1.0"), QStringLiteral("kaleido-emoji 0a1b2c"),
              QStringLiteral("LibTorch 2.13.0"), QStringLiteral("Qt ") + QLatin1String(qVersion()),
              QString::fromStdString(kaleido::cpuFacts().isa),
              QStringLiteral("info: first\n  error: last")}) {
            QVERIFY2(report.contains(part), qPrintable(part));
        }
    }

    void reportHoldsNoCaptions() {
        const QString report =
            problemReport({.log = {QStringLiteral("info: planning for 'a CAT sat on the mat'"),
                                   QStringLiteral("info: a cat"),
                                   QStringLiteral("info: opened %1/secret.kaleido").arg(QDir::homePath())},
                           .captions = {QStringLiteral("a cat"), QStringLiteral(" A cat sat on the mat "),
                                        QString(), QStringLiteral("  ")}});
        QVERIFY(!report.contains(QStringLiteral("a cat"), Qt::CaseInsensitive));
        QVERIFY(!report.contains(QStringLiteral("mat'")));
        QVERIFY(report.contains(QStringLiteral("planning for '(caption)'")));
        QVERIFY(report.contains(QStringLiteral("opened ~/secret.kaleido")));
    }

    void dialogShowsCopiesAndSavesTheSame() {
        QTemporaryDir folder;
        const QString text = QStringLiteral("report\nwith lines, 猫\n");
        ReportDialog dialog(text);
        dialog.show();
        QCOMPARE(dialog.findChild<QPlainTextEdit*>(QStringLiteral("reportText"))->toPlainText(), text);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("reportCopy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
        const QString path = folder.filePath(QStringLiteral("report.txt"));
        QVERIFY(dialog.saveTo(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text.toUtf8());
        QVERIFY(!dialog.saveTo(folder.filePath(QStringLiteral("no/folder.txt"))));
        QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("reportNote"))
                    ->text()
                    .contains(QStringLiteral("folder.txt")));
    }
};

QTEST_MAIN(TestProblemReport)
#include "tst_problem_report.moc"
