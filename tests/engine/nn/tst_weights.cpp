#include "engine/nn/t5.h"
#include "engine/nn/weights.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <filesystem>
#include <map>
#include <QtTest>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace kaleido;

namespace {

/// Two parameters, a buffer of counts, a buffer of numbers and one that is computed.
struct SmallImpl : torch::nn::Module {
    SmallImpl() {
        torch::manual_seed(3);
        layer = register_module("layer", torch::nn::Linear(3, 2));
        counts = register_buffer("counts", torch::tensor({5, 300, 70'000}));
        means = register_buffer("means", torch::randn({4}));
        table = register_buffer("_table", torch::arange(6));
    }
    torch::nn::Linear layer{nullptr};
    torch::Tensor counts, means, table;
};
TORCH_MODULE(Small);

void change(torch::nn::Module& module) {
    const torch::NoGradGuard guard;
    for (const auto& entry : stateDict(module)) torch::Tensor(entry.value()).zero_();
}

/// The tensors of a Small as a file holds them, to be tampered with.
struct Draft {
    std::vector<std::pair<std::string, torch::Tensor>> tensors{{"layer.weight", torch::ones({2, 3})},
                                                               {"layer.bias", torch::ones({2})},
                                                               {"counts", torch::ones({3}, torch::kInt64)},
                                                               {"means", torch::ones({4})}};
    torch::Tensor& operator[](const std::string& name) {
        for (auto& [key, tensor] : tensors)
            if (key == name) return tensor;
        return tensors.emplace_back(name, torch::Tensor()).second;
    }
};

}  // namespace

class TestWeights : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::filesystem::path pathOf(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    SafeTensorsFile write(const Draft& draft, const std::string& prefix = "") const {
        std::vector<TensorView> views;
        for (const auto& [name, tensor] : draft.tensors) views.push_back(toView(prefix + name, tensor));
        if (!writeSafeTensors(pathOf("draft"), views).ok())
            throw std::runtime_error("the draft was not written");
        return SafeTensorsFile::open(pathOf("draft")).value();
    }
    /// The message that loading a draft gives; the module is checked to be untouched.
    QString complaint(const Draft& draft) const {
        Small small;
        const torch::Tensor before = small->layer->weight.clone();
        const auto loaded = loadWeights(*small, write(draft));
        if (loaded.ok() || !torch::equal(before, small->layer->weight)) return {};
        const Error& error = loaded.error();
        const bool placed = error.code == Code::BadWeights && error.path == pathOf("draft").string();
        return placed ? QString::fromStdString(error.message) : QString();
    }

private Q_SLOTS:
    void float32FilesGiveBackTheSameBits() {
        Small small;
        const auto wanted = Small();
        QVERIFY(saveWeights(*small, pathOf("small"), torch::kFloat32, {{"step", "7"}}).ok());
        change(*small);
        const auto file = SafeTensorsFile::open(pathOf("small"));
        QVERIFY(file.ok());
        QCOMPARE(file->metadata().at("step"), std::string("7"));
        QVERIFY(loadWeights(*small, *file).ok());
        for (const auto& entry : stateDict(*wanted))
            QVERIFY2(torch::equal(stateDict(*small)[entry.key()], entry.value()), entry.key().c_str());
    }

    void bfloat16FilesFillFloat32Networks() {
        const T5Config config{.vocabSize = 20,
                              .dModel = 16,
                              .dKv = 4,
                              .dFf = 24,
                              .numLayers = 1,
                              .numDecoderLayers = 1,
                              .numHeads = 2};
        T5 network(config);
        std::map<std::string, torch::Tensor> before;
        for (const auto& entry : stateDict(*network)) before[entry.key()] = entry.value().clone();
        QVERIFY(saveWeights(*network, pathOf("t5"), torch::kBFloat16).ok());
        change(*network);
        const auto file = SafeTensorsFile::open(pathOf("t5"));
        QVERIFY(file.ok());
        QVERIFY(file->find("lm_head.weight")->dtype == DType::BFloat16);
        QVERIFY(loadWeights(*network, *file).ok());
        for (const auto& [name, wanted] : before) {
            const torch::Tensor loaded = stateDict(*network)[name];
            QVERIFY(loaded.scalar_type() == torch::kFloat32);
            QVERIFY2(torch::equal(loaded, wanted.to(torch::kBFloat16).to(torch::kFloat32)), name.c_str());
        }
        // Once rounded, nothing changes any more.
        QVERIFY(saveWeights(*network, pathOf("again"), torch::kBFloat16).ok());
        QFile first(QString::fromStdString(pathOf("t5").string()));
        QFile second(QString::fromStdString(pathOf("again").string()));
        QVERIFY(first.open(QFile::ReadOnly) && second.open(QFile::ReadOnly));
        QCOMPARE(first.readAll(), second.readAll());
    }

    void integersKeepTheirValuesInABfloat16File() {
        Small small;
        QVERIFY(saveWeights(*small, pathOf("counts"), torch::kBFloat16).ok());
        change(*small);
        QVERIFY(loadWeights(*small, *SafeTensorsFile::open(pathOf("counts"))).ok());
        QVERIFY(torch::equal(small->counts, torch::tensor({5, 300, 70'000})));
    }

    void computedBuffersAreNeitherSavedNorAskedFor() {
        Small small;
        QVERIFY(saveWeights(*small, pathOf("small"), torch::kFloat32).ok());
        const auto file = SafeTensorsFile::open(pathOf("small"));
        QCOMPARE(file->tensors().size(), std::size_t{4});
        QVERIFY(!file->find("_table"));
    }

    void aPrefixPicksOneNetworkOfAFile() {
        Draft draft;
        Small small;
        const SafeTensorsFile file = write(draft, "inner.");
        QVERIFY(!loadWeights(*small, file).ok());
        QVERIFY(loadWeights(*small, file, "inner.").ok());
        QVERIFY(torch::equal(small->means, torch::ones({4})));
    }

    void everyMisfitIsNamedInOneError() {
        Draft draft;
        std::erase_if(draft.tensors, [](const auto& entry) { return entry.first == "means"; });
        draft["layer.bias"] = torch::ones({8});
        draft["counts"] = torch::ones({3});
        draft["stray"] = torch::ones({1});
        const QString message = complaint(draft);
        QVERIFY(message.contains(QLatin1String("1 missing: 'means'")));
        QVERIFY(message.contains(QLatin1String("'layer.bias' has shape [8], expected [2]")));
        QVERIFY(message.contains(QLatin1String("'counts' has type F32, expected I64")));
        QVERIFY(message.contains(QLatin1String("1 too many: 'stray'")));
    }

    void longListsAreCutShort() {
        Draft draft;
        for (int i = 0; i < 500; ++i) draft["stray." + std::to_string(i)] = torch::ones({1});
        const QString message = complaint(draft);
        QVERIFY(message.contains(QLatin1String("500 too many")));
        QVERIFY(message.contains(QLatin1String("and 495 more")));
        QVERIFY(message.size() < 400);
    }

    void frozenAndTrainedParametersAreFilledAlike() {
        Small small;
        small->layer->bias.set_requires_grad(false);
        QVERIFY(loadWeights(*small, write(Draft())).ok());
        QVERIFY(torch::equal(small->layer->bias, torch::ones({2})));
        QVERIFY(small->layer->weight.requires_grad());
        QVERIFY(!small->layer->bias.requires_grad());
    }

    void anUnwritableFolderIsTold() {
        Small small;
        const auto saved = saveWeights(*small, pathOf("no/such/folder/file"), torch::kFloat32);
        QVERIFY(!saved.ok());
        QCOMPARE(saved.error().code, Code::WriteFailed);
    }
};

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
