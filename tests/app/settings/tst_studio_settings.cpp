#include "app/settings/studio_settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;

class TestStudioSettings : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_file;

    void write(const QByteArray& text) const {
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    static void verifyDefaults(const StudioSettings& settings) {
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QCOMPARE(settings.windowGeometry(), QByteArray());
        QCOMPARE(settings.windowState(), QByteArray());
        QCOMPARE(settings.coachDismissed(), false);
        QCOMPARE(settings.captions(), QStringList());
        QCOMPARE(settings.planCount(), 8);
        QCOMPARE(settings.pictureCount(), 2);
        QVERIFY(!settings.guidance());
        QCOMPARE(settings.snapping(), true);
        QCOMPARE(settings.displayFilter(), sheet::Filter::Lanczos);
        QCOMPARE(settings.exportMetadata(), MetadataChoice::Full);
    }

private Q_SLOTS:
    void init() {
        m_file =
            m_folder.filePath(QStringLiteral("%1.ini").arg(QString::fromLatin1(QTest::currentTestFunction())))
                .toStdString();
    }

    void newUserHasTheDefaults() { verifyDefaults(StudioSettings(m_file)); }

    void everythingIsThereAtTheNextStart() {
        {
            StudioSettings settings(m_file);
            settings.setTheme(ThemeChoice::Dark);
            settings.setWindowGeometry(QByteArray("\x01\x00\xFFgeometry", 11));
            settings.setWindowState("state");
            settings.setCoachDismissed(true);
            settings.setCaptions({QStringLiteral("a dog"), QStringLiteral("a cat, sat; \"on\" the\nmat 猫")});
            settings.setPlanCount(3);
            settings.setPictureCount(5);
            settings.setGuidance(-2.5);
            settings.setSnapping(false);
            settings.setDisplayFilter(sheet::Filter::Nearest);
            settings.setExportMetadata(MetadataChoice::None);
        }
        StudioSettings settings(m_file);
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QCOMPARE(settings.windowGeometry(), QByteArray("\x01\x00\xFFgeometry", 11));
        QCOMPARE(settings.windowState(), QByteArray("state"));
        QCOMPARE(settings.coachDismissed(), true);
        QCOMPARE(settings.captions(),
                 QStringList({QStringLiteral("a dog"), QStringLiteral("a cat, sat; \"on\" the\nmat 猫")}));
        QCOMPARE(settings.planCount(), 3);
        QCOMPARE(settings.pictureCount(), 5);
        QCOMPARE(settings.guidance(), -2.5);
        QCOMPARE(settings.snapping(), false);
        QCOMPARE(settings.displayFilter(), sheet::Filter::Nearest);
        QCOMPARE(settings.exportMetadata(), MetadataChoice::None);
        settings.setGuidance(std::nullopt);
        QVERIFY(!settings.guidance());
    }

    void damagedValuesAreTheDefaults_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("unknown words") << QByteArray(
            "[window]\ntheme=purple\ncoach_dismissed=perhaps\n[canvas]\nsnapping=7\n"
            "[pictures]\nfilter=\n[export]\nmetadata=everything\n");
        QTest::addRow("out of range") << QByteArray("[painting]\nplans=0\npictures=1000000\nguidance=nan\n");
        QTest::addRow("no numbers") << QByteArray("[painting]\nplans=many\npictures=-\nguidance=strong\n");
        QTest::addRow("other kinds") << QByteArray("[painting]\nplans=1, 2\n[captions]\nhistory=\n");
        QTest::addRow("no settings at all") << QByteArray("\x00\xFF\xFE]]][[\n=\n", 11);
    }

    void damagedValuesAreTheDefaults() {
        QFETCH(QByteArray, text);
        write(text);
        verifyDefaults(StudioSettings(m_file));
    }

    void onlyWhatIsNewIsTold() {
        StudioSettings settings(m_file);
        QSignalSpy changes(&settings, &StudioSettings::changed);
        settings.setPlanCount(4);
        settings.setPlanCount(4);
        settings.setSnapping(false);
        settings.setSnapping(false);
        QCOMPARE(changes.size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestStudioSettings)
#include "tst_studio_settings.moc"
