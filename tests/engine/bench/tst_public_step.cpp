#include "engine/base/machine.h"
#include "engine/bench/public_network.h"
#include "engine/bench/public_step.h"
#include "engine/io/json_value.h"
#include "tests/support/small_public_network.h"
#include "tests/support/source_tree.h"

#include <fstream>
#include <QtTest>
#include <sstream>

using namespace kaleido;
using kaleido::testing::smallPublicNetwork;

/// Public networks with random weights, and the clocking of their steps.
class TestPublicStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theConfigurationIsThatOfThePublicCode();
    void theParametersAreThoseOfThePublicCode();
    void aSmallNetworkIsClockedInBothPrecisions();
    void aConfigurationThatCannotBeReadIsAnError();
};

namespace {

/// mdm_keys_64.txt: name, tab, shape like 3x256x3x3.
std::int64_t publicParameters() {
    std::ifstream stream(test::dataFile("parity/mdm_keys_64.txt").string());
    std::int64_t sum = 0;
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        std::string name, shape;
        fields >> name >> shape;
        std::int64_t count = 1;
        std::istringstream sizes(shape);
        for (std::string size; std::getline(sizes, size, 'x');) count *= std::stoll(size);
        sum += count;
    }
    return sum;
}

}  // namespace

void TestPublicStep::theConfigurationIsThatOfThePublicCode() {
    const auto expected = readJsonFile(test::dataFile("unet/cc12m_64.json").string());
    const auto own = parseJson(publicNetwork64().config, "");
    QVERIFY(expected && own);
    QVERIFY(*expected == *own);
}

void TestPublicStep::theParametersAreThoseOfThePublicCode() {
    QCOMPARE(publicNetwork64().parameters, publicParameters());
    QVERIFY(publicNetwork64().neededBytes() > 8 * std::uint64_t{461'000'000});
}

void TestPublicStep::aSmallNetworkIsClockedInBothPrecisions() {
    auto step = PublicStep::build(smallPublicNetwork());
    QVERIFY(step);
    QVERIFY(!step->convolutionRate());
    const NetworkSpeed text = step->clockText({});
    const NetworkSpeed exact = step->clockStep({});
    step->toBfloat16();
    const NetworkSpeed quick = step->clockStep({});
    QCOMPARE(text.what, std::string("small, text of a painting"));
    QCOMPARE(exact.what, std::string("small, guided step"));
    QCOMPARE(exact.precision, std::string("float32"));
    QCOMPARE(quick.precision, std::string("bfloat16"));
    for (const NetworkSpeed& speed : {text, exact, quick})
        QVERIFY2(speed.seconds > 0 && speed.flop > 0 && speed.bareSeconds > 0, speed.what.c_str());
    QCOMPARE(quick.flop, exact.flop);
    QCOMPARE(step->convolutionRate().has_value(), cpuFacts().fastBfloat16);
}

void TestPublicStep::aConfigurationThatCannotBeReadIsAnError() {
    PublicNetwork network = smallPublicNetwork();
    network.config = R"({"resolution_channels":[33]})";
    const auto step = PublicStep::build(network);
    QVERIFY(!step);
    QCOMPARE(step.error().field, std::string("/resolution_channels"));
}

QTEST_APPLESS_MAIN(TestPublicStep)
#include "tst_public_step.moc"
