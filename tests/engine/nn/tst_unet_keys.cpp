#include "engine/nn/denoiser.h"
#include "tests/support/parity.h"
#include "tests/support/source_tree.h"

#include <fmt/ranges.h>
#include <torch/library.h>
#include <torch/types.h>

#include <fstream>
#include <QtTest>
#include <sstream>

using namespace kaleido;

/// State-dict names and shapes of the three public configurations, and which tensors start at zero.
class TestUNetKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAndShapesAreThoseOfThePublicCode_data() { publicModels(); }
    void namesAndShapesAreThoseOfThePublicCode();
    void zeroInitialisedTensorsAreThoseOfThePublicCode_data() { publicModels(); }
    void zeroInitialisedTensorsAreThoseOfThePublicCode();

private:
    static void publicModels();
};

namespace {

struct Key {
    std::string shape;
    bool zero = false;
};

/// mdm_keys_*.txt: name, tab, shape like 3x256x3x3, perhaps tab and "zero-init".
std::map<std::string, Key> publicKeys(const QString& model) {
    std::ifstream stream(parity::folder() / ("mdm_keys_" + model.toStdString() + ".txt"));
    std::map<std::string, Key> keys;
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        std::string name;
        Key key;
        std::string zero;
        fields >> name >> key.shape >> zero;
        key.zero = zero == "zero-init";
        keys[name] = key;
    }
    return keys;
}

nlohmann::json publicConfig(const QString& model) {
    std::ifstream stream(test::dataFile("unet/cc12m_" + model.toStdString() + ".json"));
    return nlohmann::json::parse(stream);
}

std::shared_ptr<DenoiserImpl> build(const nlohmann::json& json) {
    const auto config = parseUNetConfig(json.dump());
    if (!config) throw std::runtime_error(describe(config.error()));
    return makeDenoiser(*config);
}

/// The same architecture with the narrowest channels and text, quick to fill with numbers.
void makeNarrow(nlohmann::json& config) {
    for (auto& channels : config["resolution_channels"]) channels = 32;
    config["temporal_dim"] = 32;
    config["conditioning_feature_dim"] = 8;
    if (config["conditioning_feature_proj_dim"] != -1) config["conditioning_feature_proj_dim"] = 8;
    if (config.contains("inner_config")) makeNarrow(config["inner_config"]);
}

/// While it lives, tensors are not filled when layers are made: the large networks cost neither time nor memory,
/// since pages that nobody writes are never mapped.
class NoInitialisation {
public:
    NoInitialisation() : m_library(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__) {
        m_library.impl("uniform_",
                       [](at::Tensor& self, double, double, std::optional<at::Generator>) -> at::Tensor& {
                           return self;
                       });
        m_library.impl("zero_", [](at::Tensor& self) -> at::Tensor& { return self; });
    }

private:
    torch::Library m_library;
};

}  // namespace

void TestUNetKeys::publicModels() {
    QTest::addColumn<QString>("model");
    for (const char* model : {"64", "256", "1024"}) QTest::newRow(model) << QString::fromLatin1(model);
}

void TestUNetKeys::namesAndShapesAreThoseOfThePublicCode() {
    QFETCH(QString, model);
    auto keys = publicKeys(model);
    QVERIFY(keys.size() > 700);
    const NoInitialisation guard;
    const auto network = build(publicConfig(model));
    for (const auto& parameter : network->named_parameters()) {
        const auto found = keys.find(parameter.key());
        QVERIFY2(found != keys.end(), ("surplus: " + parameter.key()).c_str());
        const auto sizes = parameter.value().sizes();
        QCOMPARE(fmt::format("{}", fmt::join(sizes.begin(), sizes.end(), "x")), found->second.shape);
        keys.erase(found);
    }
    QVERIFY2(keys.empty(), ("missing: " + (keys.empty() ? "" : keys.begin()->first)).c_str());
    QCOMPARE(network->named_buffers().size(), std::size_t{0});
}

void TestUNetKeys::zeroInitialisedTensorsAreThoseOfThePublicCode() {
    QFETCH(QString, model);
    const auto keys = publicKeys(model);
    auto config = publicConfig(model);
    makeNarrow(config);
    const auto network = build(config);
    QCOMPARE(network->named_parameters().size() > 700, true);
    for (const auto& parameter : network->named_parameters()) {
        const std::string& name = parameter.key();
        const bool isNormBias = parameter.value().dim() == 1 && name.ends_with(".bias") &&
                                parameter.value().abs().max().item<double>() == 0 && !keys.at(name).zero;
        if (isNormBias) continue;  // zero by the layer's own default
        QVERIFY2((parameter.value().abs().max().item<double>() == 0) == keys.at(name).zero, name.c_str());
    }
}

QTEST_APPLESS_MAIN(TestUNetKeys)
#include "tst_unet_keys.moc"
