#include "engine/nn/one_thread.h"
#include "engine/nn/separate_rows.h"
#include "tests/support/networks.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

using namespace kaleido;
using namespace kaleido::testing;

/// Painting with every row of a batch by itself.
class TestSeparateRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void predictionsAreThoseOfTheWholeBatch_data();
    void predictionsAreThoseOfTheWholeBatch();
    void aRowIsTheSameInAnyCompanyAndWithAnyThreads_data();
    void aRowIsTheSameInAnyCompanyAndWithAnyThreads();
    void aRowIsTheSameWheneverOtherThreadsAreDone();
    void preparingAgainReachesTheLastRows_data();
    void preparingAgainReachesTheLastRows();
    void aStopIsActedOnInsideARow();

private:
    int m_threads = 0;
};

namespace {

const std::string kSwitches =
    R"("item_keys":true,"position_code":true,"qk_norm":true,"micro_conditioning":"scale:64")";

std::vector<torch::Tensor> pictures(std::int64_t batch) {
    return {torch::randn({batch, 3, 16, 16}), torch::randn({batch, 3, 8, 8})};
}

torch::Tensor times(std::int64_t batch) {
    return torch::arange(batch) * 100 + 50;
}

Condition lastRows(const Condition& all, std::int64_t rows) {
    const auto last = [&](const torch::Tensor& tensor) {
        return tensor.defined() ? tensor.narrow(0, tensor.size(0) - rows, rows) : tensor;
    };
    return {last(all.states),
            last(all.mask),
            {last(all.items.index), last(all.items.mask), last(all.items.geometry)}};
}

Condition typed(Condition condition, torch::Dtype type) {
    condition.states = condition.states.to(type);
    return condition;
}

}  // namespace

void TestSeparateRows::init() {
    m_threads = torch::get_num_threads();
    torch::set_num_threads(2);
    torch::manual_seed(12);
}

void TestSeparateRows::cleanup() {
    torch::set_num_threads(m_threads);
}

void TestSeparateRows::predictionsAreThoseOfTheWholeBatch_data() {
    QTest::addColumn<bool>("bfloat16");
    QTest::addColumn<int>("items");
    QTest::newRow("float32") << false << 3;
    QTest::newRow("float32, no items") << false << 0;
    QTest::newRow("bfloat16") << true << 3;
}

void TestSeparateRows::predictionsAreThoseOfTheWholeBatch() {
    QFETCH(bool, bfloat16);
    QFETCH(int, items);
    const torch::InferenceMode inference;
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    const auto network = randomNetwork(smallNested(kSwitches));
    network->to(type);
    const auto condition = typed(randomCondition(5, 6, items), type);
    const auto x = pictures(5);
    const auto apart = forwardRows(*network, x, times(5), prepareRows(*network, condition));
    const auto together = network->forward(x, times(5), network->prepare(condition));
    for (std::size_t i = 0; i < together.size(); ++i) {
        QCOMPARE(apart[i].sizes(), together[i].sizes());
        const double error = relativeError(apart[i], together[i]);
        QVERIFY2(error < (bfloat16 ? 1e-2 : 1e-5), qPrintable(QString::number(error)));
    }
}

void TestSeparateRows::aRowIsTheSameInAnyCompanyAndWithAnyThreads_data() {
    QTest::addColumn<bool>("bfloat16");
    QTest::newRow("float32") << false;
    QTest::newRow("bfloat16") << true;
}

void TestSeparateRows::aRowIsTheSameInAnyCompanyAndWithAnyThreads() {
    QFETCH(bool, bfloat16);
    const torch::InferenceMode inference;
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    const auto network = randomNetwork(smallNested(kSwitches));
    network->to(type);
    for (torch::Tensor& weight : network->parameters()) weight.set_requires_grad(false);
    network->freeze();
    const auto condition = typed(randomCondition(5, 6, 3), type);
    const auto x = pictures(5);
    const auto among = forwardRows(*network, x, times(5), prepareRows(*network, condition));
    const OneThread oneThread;
    const auto alone = forwardRows(*network, {x[0].narrow(0, 4, 1), x[1].narrow(0, 4, 1)},
                                   times(5).narrow(0, 4, 1), prepareRows(*network, lastRows(condition, 1)));
    for (std::size_t i = 0; i < among.size(); ++i) QVERIFY(torch::equal(among[i].narrow(0, 4, 1), alone[i]));
}

// Five rows on two threads: one of them is done while the other has a row left.
void TestSeparateRows::aRowIsTheSameWheneverOtherThreadsAreDone() {
    const torch::InferenceMode inference;
    const auto network = randomNetwork(smallNested(kSwitches));
    const auto condition = randomCondition(5, 6, 3);
    const auto x = pictures(5);
    const auto first = forwardRows(*network, x, times(5), prepareRows(*network, condition));
    for (int run = 0; run < 10; ++run) {
        const auto again = forwardRows(*network, x, times(5), prepareRows(*network, condition));
        for (std::size_t i = 0; i < first.size(); ++i) QVERIFY(torch::equal(again[i], first[i]));
    }
}

void TestSeparateRows::preparingAgainReachesTheLastRows_data() {
    QTest::addColumn<int>("rows");
    for (const int rows : {1, 2, 3, 4}) QTest::addRow("%d rows of 4", rows) << rows;
}

void TestSeparateRows::preparingAgainReachesTheLastRows() {
    QFETCH(int, rows);
    const torch::InferenceMode inference;
    const auto network = randomNetwork(smallNested(kSwitches));
    Condition all = randomCondition(4, 6, 3);
    const auto before = prepareRows(*network, all);
    all.states = all.states.clone();
    const Condition last = lastRows(all, rows);
    last.states.normal_().mul_(last.mask.unsqueeze(-1));
    const auto again = prepareRowsAgain(*network, before, last);
    const auto x = pictures(4);
    const auto kept = forwardRows(*network, x, times(4), again);
    const auto afresh = forwardRows(*network, x, times(4), prepareRows(*network, all));
    const auto stale = forwardRows(*network, x, times(4), before);
    const auto changed = [rows](const torch::Tensor& tensor) { return tensor.narrow(0, 4 - rows, rows); };
    for (std::size_t i = 0; i < kept.size(); ++i) {
        QVERIFY(relativeError(kept[i], afresh[i]) < 1e-5);
        QVERIFY(relativeError(changed(kept[i]), changed(stale[i])) > 1e-3);
        QVERIFY(torch::equal(kept[i].narrow(0, 0, 4 - rows), stale[i].narrow(0, 0, 4 - rows)));
    }
}

void TestSeparateRows::aStopIsActedOnInsideARow() {
    const torch::InferenceMode inference;
    const auto network = randomNetwork(smallNested(kSwitches));
    const auto prepared = prepareRows(*network, randomCondition(4, 6, 2));
    StopSource stop;
    stop.requestStop(StopWhen::Now);
    const auto x = pictures(4);
    QVERIFY_THROWS_EXCEPTION(Cancelled, forwardRows(*network, x, times(4), prepared, stop.token()));
    QCOMPARE(forwardRows(*network, x, times(4), prepared).size(), std::size_t{2});
    QCOMPARE(torch::get_num_threads(), 2);
}

QTEST_APPLESS_MAIN(TestSeparateRows)
#include "tst_separate_rows.moc"
