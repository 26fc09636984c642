#include "tests/support/source_tree.h"
#include "ui/language/language.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace kaleido;

class TestLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::installLanguage(*QCoreApplication::instance()); }
    void numbersTakeTheirPlurals();
    void everyStringWithANumberHasItsPlurals();

private:
    static QString read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
};

void TestLanguage::numbersTakeTheirPlurals() {
    const auto exported = [](int count) {
        return QCoreApplication::translate("kaleido::ExportActions", "Exported %n picture(s) to %1.", nullptr,
                                           count);
    };
    QCOMPARE(exported(1), QStringLiteral("Exported 1 picture to %1."));
    QCOMPARE(exported(2), QStringLiteral("Exported 2 pictures to %1."));
}

void TestLanguage::everyStringWithANumberHasItsPlurals() {
    const QString file =
        read(QString::fromStdString(test::sourceFile("resources/translations/kaleido_en.ts").string()));
    QVERIFY(!file.isEmpty() && !file.contains(QLatin1String("unfinished")));
    static const QRegularExpression withNumber(QStringLiteral("\"([^\"\\n]*%n[^\"\\n]*)\""));
    int found = 0;
    for (const char* folder : {"ui", "app/studio", "app/document"}) {
        QDirIterator sources(QString::fromStdString(test::sourceFile(folder).string()),
                             {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            auto strings = withNumber.globalMatch(read(sources.next()));
            while (strings.hasNext()) {
                const QString text = strings.next().captured(1);
                QVERIFY2(
                    file.contains(text.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&apos;"))),
                    qPrintable(text));
                ++found;
            }
        }
    }
    QVERIFY(found >= 6);
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
