#include "app/painting/picture_grid.h"

#include <QTest>

using namespace kaleido;

namespace {

Plan imagined(std::uint64_t seed, int index) {
    Plan plan;
    plan.provenance.modelHash = "0a1b";
    plan.provenance.planSeed = seed;
    plan.provenance.planIndex = index;
    return plan;
}

using Labels = std::vector<std::string>;

}  // namespace

class TestPictureGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plansImaginedTogetherKeepTheirNumbers() {
        QCOMPARE(planLabels({imagined(7, 2), imagined(7, 5)}), (Labels{"Plan 3", "Plan 6"}));
    }

    void plansOfSeveralSamplesAreNumberedByPlace() {
        QCOMPARE(planLabels({imagined(7, 0), imagined(8, 0)}), (Labels{"Plan 1", "Plan 2"}));
        QCOMPARE(planLabels({imagined(7, 4), imagined(7, 4)}), (Labels{"Plan 1", "Plan 2"}));
        QCOMPARE(planLabels({imagined(7, 4), Plan()}), (Labels{"Plan 1", "Plan 2"}));
    }
};

QTEST_APPLESS_MAIN(TestPictureGrid)
#include "tst_picture_grid.moc"
