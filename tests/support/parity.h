#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Reference fixtures: configurations and outputs of small networks whose weights and inputs are computed
/// from names (tests/data/parity/README.md tells how). Everything here throws when a file or an entry is
/// missing: a test that cannot read its fixture has failed.
namespace kaleido::parity {

/// Largest absolute error that the tests allow for one evaluation, and over a sampling trajectory.
constexpr double kTolerance = 2e-5;
constexpr double kTrajectoryTolerance = 1e-4;

/// KALEIDO_PARITY_DIR if set, else tests/data/parity.
std::filesystem::path folder();

/// One entry of parity.json, with its name.
struct Fixture {
    std::string name;
    nlohmann::json entry;

    const nlohmann::json& config() const { return entry.at("config"); }
};

/// The fixture of that name.
Fixture fixture(const std::string& name);
/// All fixtures of a kind ("unet", "nested_unet", "t5", "loss", …), by name.
std::vector<Fixture> fixturesOfKind(std::string_view kind);

/// The raw values u in [−1, 1) of a full name (prefix + fixture + "/" + tensor), in double.
std::vector<double> rawValues(std::string_view fullName, std::size_t count);

/// √3·u of "input/<name>", float32: an input of unit variance. `shape` defaults to the fixture's entry.
torch::Tensor input(const Fixture& fixture, const std::string& name);
torch::Tensor input(const Fixture& fixture, const std::string& name, const std::vector<std::int64_t>& shape);

/// The fixture's "mask" as float32 [B,L].
torch::Tensor mask(const Fixture& fixture);
/// An integer list (of lists) of the entry, e.g. "times" or "ids", as int64.
torch::Tensor integers(const Fixture& fixture, const std::string& key);

/// Overwrites every parameter with the values that its name has in this fixture.
void fillWeights(torch::nn::Module& module, const Fixture& fixture);

/// The stored output `<fixture>/<output>`, float32.
torch::Tensor expected(const Fixture& fixture, const std::string& output);

/// Largest absolute difference; infinity if the shapes differ or a value is not finite.
double maxError(const torch::Tensor& actual, const torch::Tensor& reference);

}  // namespace kaleido::parity
