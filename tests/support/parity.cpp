#include "tests/support/parity.h"
#include "tests/support/source_tree.h"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace kaleido::parity {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

std::string readFile(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

const nlohmann::json& index() {
    static const nlohmann::json json = nlohmann::json::parse(readFile(folder() / "parity.json"));
    return json;
}

std::string prefixed(const Fixture& fixture, std::string_view tensor) {
    return index().at("prefix").get<std::string>() + fixture.name + "/" + std::string(tensor);
}

std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

std::uint64_t splitmixFinaliser(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

/// offset + scale·u as float32 of the given shape; computed in double, rounded once.
torch::Tensor values(std::string_view fullName, torch::IntArrayRef shape, double scale, double offset = 0) {
    auto raw = rawValues(fullName, static_cast<std::size_t>(c10::multiply_integers(shape)));
    for (double& value : raw) value = offset + scale * value;
    return torch::tensor(raw, torch::kFloat64).to(torch::kFloat32).view(shape);
}

torch::Tensor weight(const std::string& name, const std::string& fullName, torch::IntArrayRef shape) {
    if (shape.size() == 1) {
        return name.ends_with(".weight") ? values(fullName, shape, 0.2, 1.0) : values(fullName, shape, 0.1);
    }
    const auto fanIn = static_cast<double>(c10::multiply_integers(shape.slice(1)));
    return values(fullName, shape, std::sqrt(3.0 / fanIn));
}

}  // namespace

std::filesystem::path folder() {
    const char* other = std::getenv("KALEIDO_PARITY_DIR");
    return other != nullptr && *other != '\0' ? std::filesystem::path(other) : test::dataFile("parity");
}

Fixture fixture(const std::string& name) {
    return {name, index().at("fixtures").at(name)};
}

std::vector<Fixture> fixturesOfKind(std::string_view kind) {
    std::vector<Fixture> found;
    for (const auto& [name, entry] : index().at("fixtures").items()) {
        if (entry.at("kind").get<std::string>() == kind) found.push_back({name, entry});
    }
    if (found.empty()) throw std::runtime_error("no fixture of kind " + std::string(kind));
    return found;
}

std::vector<double> rawValues(std::string_view fullName, std::size_t count) {
    const std::uint64_t seed = fnv1a(fullName);
    std::vector<double> raw(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t z = splitmixFinaliser(seed + (i + 1) * 0x9E3779B97F4A7C15U);
        raw[i] = 2.0 * std::ldexp(static_cast<double>(z >> 11U), -53) - 1.0;
    }
    return raw;
}

torch::Tensor input(const Fixture& fixture, const std::string& name) {
    return input(fixture, name, fixture.entry.at("inputs").at(name).get<std::vector<std::int64_t>>());
}

torch::Tensor input(const Fixture& fixture, const std::string& name, const std::vector<std::int64_t>& shape) {
    return values(prefixed(fixture, "input/" + name), shape, std::sqrt(3.0));
}

torch::Tensor mask(const Fixture& fixture) {
    const auto rows = fixture.entry.at("mask").get<std::vector<std::vector<float>>>();
    std::vector<torch::Tensor> tensors;
    for (const auto& row : rows) tensors.push_back(torch::tensor(row, torch::kFloat32));
    return torch::stack(tensors);
}

torch::Tensor integers(const Fixture& fixture, const std::string& key) {
    const nlohmann::json& list = fixture.entry.at(key);
    if (!list.empty() && list.front().is_array()) {
        std::vector<torch::Tensor> rows;
        for (const auto& row : list) rows.push_back(torch::tensor(row.get<std::vector<std::int64_t>>()));
        return torch::stack(rows);
    }
    return torch::tensor(list.get<std::vector<std::int64_t>>());
}

void fillWeights(torch::nn::Module& module, const Fixture& fixture) {
    const torch::NoGradGuard noGrad;
    for (auto& parameter : module.named_parameters()) {
        const std::string& name = parameter.key();
        parameter.value().copy_(weight(name, prefixed(fixture, name), parameter.value().sizes()));
    }
}

torch::Tensor expected(const Fixture& fixture, const std::string& output) {
    static const std::string file = readFile(folder() / "parity.safetensors");
    std::uint64_t headerSize = 0;
    std::memcpy(&headerSize, file.data(), sizeof(headerSize));
    static const nlohmann::json header = nlohmann::json::parse(file.substr(sizeof(headerSize), headerSize));

    const nlohmann::json& entry = header.at(fixture.name + "/" + output);
    if (entry.at("dtype") != "F32") throw std::runtime_error(fixture.name + "/" + output + ": not float32");
    const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
    const std::size_t begin =
        sizeof(headerSize) + headerSize + entry.at("data_offsets").at(0).get<std::size_t>();
    torch::Tensor tensor = torch::empty(shape, torch::kFloat32);
    std::memcpy(tensor.data_ptr(), file.data() + begin, tensor.nbytes());
    return tensor;
}

double maxError(const torch::Tensor& actual, const torch::Tensor& reference) {
    if (actual.sizes() != reference.sizes()) return std::numeric_limits<double>::infinity();
    const torch::Tensor difference = (actual.to(torch::kFloat64) - reference.to(torch::kFloat64)).abs();
    const double largest = difference.max().item<double>();
    return std::isfinite(largest) ? largest : std::numeric_limits<double>::infinity();
}

}  // namespace kaleido::parity
