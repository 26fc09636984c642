#include "engine/kaleido/model.h"

#include "engine/io/atomic_file.h"
#include "engine/io/safetensors.h"
#include "engine/kaleido/networks.h"
#include "tiny.h"

#include <QTest>

#include <torch/nn/module.h>
#include <torch/types.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>

using namespace kaleido;
using kaleido::testing::TinyFolder;

namespace {

namespace fs = std::filesystem;

std::string readAll(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeAll(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Puts the sizes and hashes of the files as they are now into the manifest, so that what they hold is what is found fault with.
void resign(const fs::path& folder) {
    auto manifest = manifestFromJson(readAll(folder / "model.json"), "model.json");
    for (ModelFile& file : manifest->files) file = *describeModelFile(folder, file.path, file.role);
    QVERIFY(writeManifest(folder, *manifest).ok());
}

/// Sets one value of model.json, told by JSON pointer.
void setIn(const fs::path& folder, const std::string& pointer, const std::string& value) {
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(readAll(folder / "model.json"));
    json[nlohmann::ordered_json::json_pointer(pointer)] = nlohmann::ordered_json::parse(value);
    writeAll(folder / "model.json", json.dump());
}

/// Writes a weight file anew with other tensors.
void rewrite(const fs::path& path, const std::function<void(std::vector<TensorView>&)>& change) {
    {
        auto file = SafeTensorsFile::open(path);
        std::vector<TensorView> tensors = file->tensors();
        change(tensors);
        QVERIFY(writeSafeTensors(path.string() + ".new", tensors, file->metadata()).ok());
    }
    fs::rename(path.string() + ".new", path);
}

}  // namespace

class TestKaleidoModel : public QObject {
    Q_OBJECT

    const TinyFolder m_tiny;
    QTemporaryDir m_scratch;
    int m_copies = 0;

    /// A copy of the model to be spoilt.
    fs::path copy() {
        const fs::path folder = fs::path(m_scratch.path().toStdString()) / std::to_string(m_copies++);
        fs::copy(m_tiny.path(), folder);
        return folder;
    }
    static Error errorOf(const fs::path& folder) {
        const auto model = KaleidoModel::load(folder, Precision::Float32);
        return model ? Error{Code::Internal, "it loaded", "", ""} : model.error();
    }

private Q_SLOTS:
    void loadsWhatTheFolderHolds();
    void bfloat16IsForThePainterAlone();
    void everyFaultIsOneErrorThatNamesFileAndField_data();
    void everyFaultIsOneErrorThatNamesFileAndField();
    void misfittingTensorsAreNamedInOneError();
    void sectionsMustFitEachOther_data();
    void sectionsMustFitEachOther();
    void loadingCanBeStopped();
};

void TestKaleidoModel::loadsWhatTheFolderHolds() {
    const auto model = m_tiny.load();
    QCOMPARE(model->manifest().id, std::string("kaleido-tiny"));
    QCOMPARE(model->manifest().hash.size(), std::size_t{64});
    QVERIFY(model->sides() == std::vector<std::int64_t>({32, 16}));
    QCOMPARE(model->schedules().size(), std::size_t{2});
    // The outer level sees noisier pictures at the same time.
    QVERIFY(model->schedules()[0].logSnr(500) < model->schedules()[1].logSnr(500));
    QVERIFY(model->vocabulary().unknownWords("a cat on the mat").empty());
    const auto weights = SafeTensorsFile::open(m_tiny.path() / "t5.safetensors");
    const auto shared = model->t5().named_parameters()["shared.weight"];
    QVERIFY(std::equal(weights->find("shared.weight")->bytes.begin(),
                       weights->find("shared.weight")->bytes.end(),
                       static_cast<const std::byte*>(shared.const_data_ptr())));
    QVERIFY(!shared.requires_grad());
}

void TestKaleidoModel::bfloat16IsForThePainterAlone() {
    const auto model = m_tiny.load(Precision::BFloat16);
    const auto typeOf = [](torch::nn::Module& module) { return module.parameters().front().scalar_type(); };
    QVERIFY(typeOf(model->denoiser()) == torch::kBFloat16);
    QVERIFY(typeOf(model->t5()) == torch::kFloat32);
    QVERIFY(typeOf(model->pictureTokenizer()) == torch::kFloat32);
}

void TestKaleidoModel::everyFaultIsOneErrorThatNamesFileAndField_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("field");
    const auto add = [](const char* fault, Code code, const char* file, const char* field) {
        QTest::newRow(fault) << QString::fromUtf8(fault) << static_cast<int>(code) << QString::fromUtf8(file)
                             << QString::fromUtf8(field);
    };
    add("no folder", Code::NotFound, "model.json", "");
    add("a file in its place", Code::NotFound, "model.json", "");
    add("no manifest", Code::NotFound, "model.json", "");
    add("missing file", Code::BadManifest, "model.json", "/files/1/path");
    add("truncated file", Code::BadManifest, "model.json", "/files/1/size");
    add("flipped bit", Code::BadManifest, "model.json", "/files/1/sha256");
    add("lying header", Code::BadWeights, "unet.safetensors", "");
    add("no tokenizer", Code::BadInput, "tokenizer.model", "");
    add("other pieces", Code::BadManifest, "model.json", "/text/pieces");
    add("newer version", Code::BadManifest, "model.json", "/version");
    add("unknown key", Code::BadManifest, "model.json", "/plan/bims");
    add("unknown tokenizer", Code::BadManifest, "model.json", "/text/tokenizer");
    add("unknown schedule", Code::BadManifest, "model.json", "/diffusion/schedule");
    add("unknown prediction", Code::BadManifest, "model.json", "/diffusion/prediction");
    add("no role", Code::BadManifest, "model.json", "/files");
    add("bad t5", Code::BadManifest, "model.json", "/t5/d_model");
}

void TestKaleidoModel::everyFaultIsOneErrorThatNamesFileAndField() {
    QFETCH(const QString, fault);
    QFETCH(const int, code);
    QFETCH(const QString, file);
    QFETCH(const QString, field);
    const fs::path folder = copy();
    const fs::path manifest = folder / "model.json", unet = folder / "unet.safetensors";
    const std::map<std::string, std::function<void()>> faults = {
        {"no folder", [&] { fs::remove_all(folder); }},
        {"a file in its place",
         [&] {
             fs::remove_all(folder);
             writeAll(folder, "no folder");
         }},
        {"no manifest", [&] { fs::remove(manifest); }},
        {"missing file", [&] { fs::remove(unet); }},
        {"truncated file", [&] { fs::resize_file(unet, 1000); }},
        {"flipped bit",
         [&] {
             std::string bytes = readAll(unet);
             bytes.back() ^= 1;
             writeAll(unet, bytes);
         }},
        {"lying header",
         [&] {
             std::string bytes = readAll(unet);
             bytes[5] = 1;  // the header's length, little endian
             writeAll(unet, bytes);
             resign(folder);
         }},
        {"no tokenizer",
         [&] {
             writeAll(folder / "tokenizer.model", "this is no tokenizer");
             resign(folder);
         }},
        {"other pieces", [&] { setIn(folder, "/text/pieces", "100"); }},
        {"newer version", [&] { setIn(folder, "/version", "2"); }},
        {"unknown key", [&] { setIn(folder, "/plan/bims", "1"); }},
        {"unknown tokenizer", [&] { setIn(folder, "/text/tokenizer", R"("bytes")"); }},
        {"unknown schedule", [&] { setIn(folder, "/diffusion/schedule", R"("sine")"); }},
        {"unknown prediction", [&] { setIn(folder, "/diffusion/prediction", R"("x")"); }},
        {"no role", [&] { setIn(folder, "/files/2/role", R"("qv")"); }},
        {"bad t5", [&] { setIn(folder, "/t5/d_model", "-32"); }},
    };
    faults.at(fault.toStdString())();
    const Error error = errorOf(folder);
    QVERIFY2(static_cast<int>(error.code) == code, describe(error).c_str());
    QVERIFY2(error.path.ends_with(file.toStdString()), describe(error).c_str());
    QVERIFY2(error.field == field.toStdString(), describe(error).c_str());
    QVERIFY(!error.message.empty());
    QCOMPARE(exitCode(error.code), 3);
}

void TestKaleidoModel::misfittingTensorsAreNamedInOneError() {
    const fs::path folder = copy();
    rewrite(folder / "t5.safetensors", [](std::vector<TensorView>& tensors) {
        std::erase_if(tensors, [](const TensorView& t) { return t.name == "shared.weight"; });
        for (TensorView& tensor : tensors) {
            if (tensor.name == "lm_head.weight") std::swap(tensor.shape[0], tensor.shape[1]);
        }
        TensorView surplus = tensors.front();
        surplus.name = "more.weight";
        tensors.push_back(surplus);
    });
    resign(folder);
    const Error error = errorOf(folder);
    QVERIFY(error.code == Code::BadWeights);
    QVERIFY(error.path.ends_with("t5.safetensors"));
    for (const char* name : {"shared.weight", "lm_head.weight", "more.weight"}) {
        QVERIFY2(error.message.find(name) != std::string::npos, describe(error).c_str());
    }
}

void TestKaleidoModel::sectionsMustFitEachOther_data() {
    QTest::addColumn<QString>("changed");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("field");
    const auto add = [](const char* changed, const char* value, const char* field) {
        QTest::newRow(changed) << QString::fromUtf8(changed) << QString::fromUtf8(value)
                               << QString::fromUtf8(field);
    };
    add("/resolution", "34", "/resolution");
    add("/t5/d_model", "48", "/unet/inner_config/conditioning_feature_dim");
    add("/t5/vocab_size", "1216", "/t5/vocab_size");
    add("/plan/voken/codes", "32", "/plan/voken/codes");
    add("/plan/voken/grid", "[2,4]", "/plan/voken/grid");
}

void TestKaleidoModel::sectionsMustFitEachOther() {
    QFETCH(const QString, changed);
    QFETCH(const QString, value);
    QFETCH(const QString, field);
    const fs::path folder = copy();
    setIn(folder, changed.toStdString(), value.toStdString());
    const Error error = errorOf(folder);
    QVERIFY(error.code == Code::BadManifest);
    QVERIFY2(error.field == field.toStdString(), describe(error).c_str());
    QVERIFY(error.path.ends_with("model.json"));
}

void TestKaleidoModel::loadingCanBeStopped() {
    StopSource stop;
    stop.requestStop(StopWhen::Now);
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             (void)KaleidoModel::load(m_tiny.path(), Precision::Float32, stop.token()));
}

QTEST_APPLESS_MAIN(TestKaleidoModel)
#include "tst_kaleido_model.moc"
