#include "tests/support/source_tree.h"
#include "ui/start/about_dialog.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QTest>

using namespace kaleido::ui;

class TestAboutDialog : public QObject {
    Q_OBJECT

    static LicenceSources sources() {
        return {.resources = QString::fromStdString(kaleido::test::sourceFile("resources").string()),
                .project = QStringLiteral("free"),
                .modelTitle = QStringLiteral("Emoji"),
                .modelLicence = QStringLiteral("model's own"),
                .libTorch = QStringLiteral("2.13.0")};
    }

private Q_SLOTS:
    void everythingHasItsLicence() {
        const auto all = licences(sources());
        QCOMPARE(all.size(), 5U);
        QCOMPARE(all[0].text, QStringLiteral("free"));
        QVERIFY(all[1].text.contains(QStringLiteral("model's own")));
        QVERIFY(all[2].text.size() > 100);
        QVERIFY(all[3].text.contains(QStringLiteral("SIL OPEN FONT LICENSE")));
        for (const auto* name : {"Qt 6", "LibTorch 2.13.0", "OpenCV", "SentencePiece", "SQLite"}) {
            QVERIFY2(all[4].text.contains(QLatin1String(name)), name);
        }
    }

    void missingFileIsTold() {
        const auto all = licences({.resources = QStringLiteral("/nowhere")});
        QVERIFY(all[0].text.contains(QStringLiteral("LICENSES.txt")));
        QVERIFY(all[0].text.contains(QStringLiteral("missing")));
    }

    void choosingShowsTheText() {
        const auto all = licences(sources());
        AboutDialog dialog(QStringLiteral("Kaleido Studio 0.1.0"), all);
        dialog.show();
        auto* list = dialog.findChild<QListWidget*>(QStringLiteral("licenceList"));
        auto* text = dialog.findChild<QPlainTextEdit*>(QStringLiteral("licenceText"));
        QCOMPARE(text->toPlainText(), all[0].text);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(text->toPlainText(), all[1].text);
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }
};

QTEST_MAIN(TestAboutDialog)
#include "tst_about_dialog.moc"
