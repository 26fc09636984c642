#include "engine/train/part_means.h"

#include <QTest>

using namespace kaleido;

class TestPartMeans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPartCountsOnlyWhereItIsThere() {
        PartMeans losses;
        losses.add({{"paint", 1.0}, {"plan", 6.0}});
        losses.add({{"paint", 3.0}});
        QCOMPARE(losses.means().at("paint"), 2.0);
        QCOMPARE(losses.means().at("plan"), 6.0);
    }

    void weightsAreThoseOfTheShares() {
        PartMeans losses;
        losses.add({{"paint", 1.0}}, 0.25);
        losses.add({{"paint", 5.0}}, 0.75);
        QCOMPARE(losses.means().at("paint"), 4.0);
    }

    void nothingHasNoMeans() { QVERIFY(PartMeans().means().empty()); }
};

QTEST_APPLESS_MAIN(TestPartMeans)
#include "tst_part_means.moc"
