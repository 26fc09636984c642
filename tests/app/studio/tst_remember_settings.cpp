#include "app/settings/studio_settings.h"
#include "app/studio/remember_settings.h"
#include "tests/support/studio.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestRememberSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNextStartBeginsWithWhatWasChosen();
    void aGuidanceWeightThatWasNotChosenStaysTheModels();
};

namespace {

std::filesystem::path fileIn(const QTemporaryDir& folder) {
    return folder.filePath(QStringLiteral("studio.ini")).toStdString();
}

}  // namespace

void TestRememberSettings::theNextStartBeginsWithWhatWasChosen() {
    const QTemporaryDir folder;
    {
        StudioSettings settings(fileIn(folder));
        Studio studio;
        rememberSettings(settings, studio.plans, studio.paints);
        PlanSettings planning = studio.plans.settings();
        planning.count = 5;
        studio.plans.setSettings(planning);
        PaintSettings painting = studio.paints.settings();
        painting.pictures = 3;
        painting.painting.guidance = 6.5;
        studio.paints.setSettings(painting);
    }
    StudioSettings settings(fileIn(folder));
    Studio studio;
    rememberSettings(settings, studio.plans, studio.paints);
    QCOMPARE(studio.plans.settings().count, 5);
    QCOMPARE(studio.paints.settings().pictures, 3);
    QCOMPARE(studio.paints.settings().painting.guidance, 6.5);
}

void TestRememberSettings::aGuidanceWeightThatWasNotChosenStaysTheModels() {
    const QTemporaryDir folder;
    StudioSettings settings(fileIn(folder));
    Studio studio;
    const double models = studio.paints.settings().painting.guidance;
    rememberSettings(settings, studio.plans, studio.paints);
    PaintSettings painting = studio.paints.settings();
    painting.pictures = 7;
    studio.paints.setSettings(painting);
    QCOMPARE(settings.pictureCount(), 7);
    QVERIFY(!settings.guidance());
    QCOMPARE(studio.paints.settings().painting.guidance, models);
}

QTEST_GUILESS_MAIN(TestRememberSettings)
#include "tst_remember_settings.moc"
