#include "engine/diffusion/guidance.h"
#include "engine/diffusion/loss.h"
#include "engine/diffusion/sampler.h"
#include "engine/nn/denoiser.h"
#include "tests/support/parity.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include <charconv>
#include <cmath>

using namespace kaleido;

// Whole trajectories and training losses through small networks, against the reference fixtures.
class TestParitySampling : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void trajectories_data();
    void trajectories();
    void losses_data();
    void losses();
};

namespace {

using Shapes = std::vector<std::vector<std::int64_t>>;

/// The network that a trajectory or a loss names, with its conditions.
struct Painter {
    explicit Painter(const parity::Fixture& user) : fixture(parity::fixture(user.entry.at("net"))) {
        const auto config = parseUNetConfig(fixture.config().dump());
        if (!config) throw std::runtime_error(describe(config.error()));
        network = makeDenoiser(*config);
        parity::fillWeights(*network, fixture);
        mask = parity::mask(fixture);
        states = parity::input(fixture, "conditioning") * mask.unsqueeze(-1);
        unconditional = 0.5 * parity::input(user, "conditioning", states.sizes().vec()) * mask.unsqueeze(-1);
    }

    Denoise denoise(const Condition& condition) const {
        return [net = network, prepared = network->prepare(condition)](
                   const auto& x, const torch::Tensor& times) { return net->forward(x, times, prepared); };
    }
    Denoise guidedBy(double weight, const NoiseSchedule& base) const {
        const Condition both{torch::cat({unconditional, states}), torch::cat({mask, mask}), {}};
        return guided(denoise(both), denoise({states, mask, {}}), base, {.weight = weight});
    }
    std::vector<NoiseSchedule> schedules(const parity::Fixture& user) const {
        return schedulesOfScales(NoiseSchedule::make(ScheduleType::CosineCap), network->scales(),
                                 user.entry.at("shifted").get<bool>(), user.entry.at("power").get<double>());
    }

    parity::Fixture fixture;
    std::shared_ptr<DenoiserImpl> network;
    torch::Tensor mask;
    torch::Tensor states;
    torch::Tensor unconditional;
};

/// Shapes of all scales under a top one, highest first.
Shapes shapesOf(const std::vector<std::int64_t>& top, const std::vector<std::int64_t>& scales) {
    Shapes shapes;
    for (const std::int64_t scale : scales) {
        const std::int64_t ratio = scales.front() / scale;
        shapes.push_back({top[0], top[1], top[2] / ratio, top[3] / ratio});
    }
    return shapes;
}

SamplerOptions optionsOf(const parity::Fixture& fixture) {
    const auto& eta = fixture.entry.at("eta");
    return {.kind = eta.is_null() ? SamplerKind::Ddpm : SamplerKind::Ddim,
            .eta = eta.is_null() ? 0.0 : eta.get<double>(),
            .threshold = parseThreshold(fixture.entry.at("threshold").get<std::string>()).value(),
            .times = evenTimes(1000, fixture.entry.at("steps").get<int>())};
}

/// "4:2:1" → {4, 2, 1}; null → {}.
std::vector<double> weightsOf(const nlohmann::json& entry) {
    std::vector<double> weights;
    if (entry.is_null()) return weights;
    const auto text = entry.get<std::string>();
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end;)
        at = std::from_chars(at, end, weights.emplace_back()).ptr + 1;  // over the colon
    return weights;
}

void addFixtures(std::string_view kind) {
    QTest::addColumn<QString>("name");
    for (const auto& fixture : parity::fixturesOfKind(kind))
        QTest::newRow(fixture.name.c_str()) << QString::fromStdString(fixture.name);
}

}  // namespace

// The networks are so small that threads would mostly wait for one another, for minutes on a busy machine.
void TestParitySampling::initTestCase() {
    torch::set_num_threads(1);
}

void TestParitySampling::trajectories_data() {
    addFixtures("trajectory");
}

void TestParitySampling::trajectories() {
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    const parity::Fixture fixture = parity::fixture(name.toStdString());
    const Painter painter(fixture);
    const auto top = fixture.entry.at("inputs").at("x_T").get<std::vector<std::int64_t>>();

    int draws = -1;  // the first draw is x_T, then noise_0, noise_1, …
    const DrawNoise replay = [&](at::IntArrayRef shape) {
        const std::string input = draws < 0 ? "x_T" : "noise_" + std::to_string(draws);
        ++draws;
        return parity::input(fixture, input, shape.vec());
    };
    const double weight = fixture.entry.at("guidance").get<double>();
    const std::vector<NoiseSchedule> schedules = painter.schedules(fixture);
    Sampler sampler(optionsOf(fixture), schedules, shapesOf(top, painter.network->scales()),
                    painter.guidedBy(weight, schedules.back()), replay);

    const auto check = [&](const torch::Tensor& actual, const std::string& output) {
        const double error = parity::maxError(actual, parity::expected(fixture, output));
        QVERIFY2(error <= parity::kTrajectoryTolerance, (output + ": " + std::to_string(error)).c_str());
    };
    sampler.run([&](const Sampler& now) { check(now.x().front(), "x_" + std::to_string(now.stepsDone())); });
    for (std::size_t i = 1; i < sampler.x().size(); ++i)
        check(sampler.x()[i], "x_final_lower_" + std::to_string(i - 1));
}

void TestParitySampling::losses_data() {
    addFixtures("loss");
}

void TestParitySampling::losses() {
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    const parity::Fixture fixture = parity::fixture(name.toStdString());
    const Painter painter(fixture);
    const auto pyramid =
        picturePyramid(parity::input(fixture, "images") / std::sqrt(3.0F), painter.network->scales());
    std::vector<torch::Tensor> noise;
    for (const torch::Tensor& pictures : pyramid)
        noise.push_back(
            parity::input(fixture, "noise_" + std::to_string(noise.size()), pictures.sizes().vec()));

    const NoisyBatch batch =
        addNoise(pyramid, parity::integers(fixture, "times"), noise, painter.schedules(fixture));
    QVERIFY(parity::maxError(batch.xt.front(), parity::expected(fixture, "x_t")) <= parity::kTolerance);

    const LossOptions options{.target = Prediction::Epsilon,
                              .scaleWeights = weightsOf(fixture.entry.at("multi_res_weights")),
                              .lowerScales = fixture.entry.at("double_loss").get<bool>()};
    const DiffusionLoss loss = diffusionLoss(
        painter.denoise({painter.states, painter.mask, {}})(batch.xt, batch.times), batch, options);
    const double error = parity::maxError(loss.perSample, parity::expected(fixture, "loss"));
    QVERIFY2(error <= parity::kTolerance, std::to_string(error).c_str());
}

QTEST_APPLESS_MAIN(TestParitySampling)
#include "tst_parity_sampling.moc"
