#include "engine/plan/bins.h"

#include "engine/base/random.h"

#include <QtTest>

using namespace kaleido;

namespace {

constexpr int kBins = 128;

std::vector<int> randomBox(Random& random) {
    std::vector<int> box;
    while (box.size() < 4) {
        const BinRange range = boxBinRange(box, kBins);
        box.push_back(range.low + random.below(range.high - range.low + 1));
    }
    return box;
}

}  // namespace

class BinsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBoxLeavesRoomForABlobThatFillsIt() {
        Random random(1);
        for (int n = 0; n < 5000; ++n) {
            const std::vector<int> box = randomBox(random);
            std::vector<int> blob;
            while (blob.size() < 5) {
                const BinRange range = fillingBlobBinRange(blob, box, kBins);
                QVERIFY(range.low <= range.high);
                QVERIFY(range.low >= 0 && range.high < kBins);
                blob.push_back(range.low + random.below(range.high - range.low + 1));
            }
            QVERIFY(blobBinRange({blob[0], blob[1], blob[2]}, kBins).contains(blob[3]));
            QVERIFY(box[0] <= blob[0] && blob[0] <= box[2]);
            QVERIFY(box[1] <= blob[1] && blob[1] <= box[3]);
        }
    }

    void blobsBesideTheirBoxDoNotFillIt() {
        const std::vector<int> box{20, 40, 60, 60};
        QVERIFY(!fillingBlobBinRange({}, box, kBins).contains(25));
        QVERIFY(!fillingBlobBinRange({40}, box, kBins).contains(58));
        QVERIFY(!fillingBlobBinRange({40, 50}, box, kBins).contains(5));
        QVERIFY(!fillingBlobBinRange({40, 50}, box, kBins).contains(40));
    }
};

QTEST_GUILESS_MAIN(BinsTest)
#include "tst_bins.moc"
