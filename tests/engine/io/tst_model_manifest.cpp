#include "engine/io/model_manifest.h"

#include "engine/io/sha256.h"

#include <QtTest>

#include <fmt/format.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>

using namespace kaleido;
namespace fs = std::filesystem;

namespace {

const char* const kText =
    R"({"format":"kaleido-model","version":1,"id":"tiny","title":"Tiny","licence":"MIT","resolution":64,
 "text":{"tokenizer":"sentencepiece","file":"tokenizer.model","pieces":3000,"vocab_size":4224},
 "plan":{"kinds":["text","bbox","blob","voken","color"],"bins":128,"max_items":8,"max_tokens":256,
         "voken":{"grid":[4,3],"codes":512},"color":{"grid":[5,4],"levels":8}},
 "t5":{"d_model":192,"layer_norm_epsilon":1e-06},
 "unet":{"resolution_channels":[64,128],"inner_config":{"x":[1,2.5,null]}},
 "vq":{"codes":512},
 "diffusion":{"schedule":"cosine_cap","steps":1000,"prediction":"v","loss":"v","shifted":true,"power":1},
 "defaults":{"sampler":"dpmpp_2m","steps":20,"guidance":4,"temperature":1,"top_p":0.9},
 "files":[{"path":"tokenizer.model","role":"tokenizer","size":5,"sha256":"HASH0"},
          {"path":"weights/t5.safetensors","role":"t5","size":3,"sha256":"HASH1"}],
 "training":{"config":"stage: nested","pictures":1200000,"commit":"0a1b2c"}})";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) throw std::logic_error(fmt::format("the fixture has no {}", what));
    return text.replace(at, what.size(), with);
}

std::string manifestText() {
    return replaced(replaced(kText, "HASH0", sha256("hello")), "HASH1", sha256("abc"));
}

void put(const fs::path& path, std::string_view text) {
    fs::remove(path);  // ext4 flushes a file that is shortened and rewritten
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

class TestModelManifest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    fs::path m_folder;

private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_directory.path().toStdString()) / "model";
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "weights");
        put(m_folder / "tokenizer.model", "hello");
        put(m_folder / "weights/t5.safetensors", "abc");
        put(m_folder / "model.json", manifestText());
    }

    void readsEverything() {
        const auto manifest = readManifest(m_folder);
        QVERIFY2(manifest.ok(), manifest.ok() ? "" : describe(manifest.error()).c_str());
        QCOMPARE(manifest->id, std::string("tiny"));
        QCOMPARE(manifest->title, std::string("Tiny"));
        QCOMPARE(manifest->licence, std::string("MIT"));
        QVERIFY((manifest->text == TextFormat{"sentencepiece", "tokenizer.model", 3000, 4224}));
        QVERIFY(manifest->plan.kinds == Kinds::all());
        QCOMPARE(manifest->plan.tokenColumns, 4);
        QCOMPARE(manifest->plan.tokenRows, 3);
        QCOMPARE(manifest->plan.colorColumns, 5);
        QCOMPARE(manifest->plan.colorRows, 4);
        QCOMPARE(manifest->t5Json, std::string(R"({"d_model":192,"layer_norm_epsilon":1e-06})"));
        QCOMPARE(manifest->unetJson,
                 std::string(R"({"resolution_channels":[64,128],"inner_config":{"x":[1,2.5,null]}})"));
        QCOMPARE(manifest->vqJson, std::string(R"({"codes":512})"));
        QVERIFY((manifest->diffusion == DiffusionFormat{"cosine_cap", 1000, "v", "v", true, 1}));
        QVERIFY((manifest->defaults == SamplingDefaults{"dpmpp_2m", 20, 4, 1, 0.9}));
        QVERIFY((manifest->training == TrainingFacts{"stage: nested", 1'200'000, "0a1b2c"}));
        QCOMPARE(manifest->files.size(), std::size_t{2});
        QCOMPARE(manifest->hash, sha256(manifestText()));
        QVERIFY(manifest->pathOf(*manifest->fileFor("t5")) == m_folder / "weights/t5.safetensors");
        QVERIFY(!manifest->fileFor("vq"));
        QVERIFY(verifyFiles(*manifest).ok());
    }

    void whatIsWrittenIsReadBack() {
        auto manifest = manifestFromJson(manifestText(), "model.json");
        manifest->plan.kinds = {.text = true, .boxes = true, .blobs = false, .tokens = true, .colors = false};
        manifest->title = "Größe \"7\"";
        manifest->diffusion.power = 0.1;
        QVERIFY(writeManifest(m_folder, *manifest).ok());
        auto back = readManifest(m_folder);
        QVERIFY2(back.ok(), back.ok() ? "" : describe(back.error()).c_str());
        QVERIFY(back->hash != manifest->hash);
        QCOMPARE(manifestToJson(*back), manifestToJson(*manifest));
        back->hash = manifest->hash;
        back->folder.clear();
        QVERIFY(*back == *manifest);
    }

    void aModelWithoutTokensNeedsNoTokenizerOfPictures() {
        std::string text = replaced(manifestText(), R"("voken",)", "");
        text = replaced(text, R"("vq":{"codes":512},)", "");
        const auto manifest = manifestFromJson(text, "model.json");
        QVERIFY2(manifest.ok(), manifest.ok() ? "" : describe(manifest.error()).c_str());
        QVERIFY(manifest->vqJson.empty());
        const auto back = manifestFromJson(manifestToJson(*manifest), "model.json");
        QVERIFY(back.ok());
        QVERIFY(back->plan == manifest->plan);
    }

    void writingARawSectionThatIsNoObjectThrows() {
        auto manifest = manifestFromJson(manifestText(), "model.json");
        manifest->t5Json = "[1]";
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, manifestToJson(*manifest));
    }

    void describesItsFiles() {
        const auto file = describeModelFile(m_folder, "weights/t5.safetensors", "t5");
        QVERIFY(file.ok());
        QVERIFY(*file == *readManifest(m_folder)->fileFor("t5"));
        QCOMPARE(describeModelFile(m_folder, "weights", "t5").error().code, Code::NotFound);
        QCOMPARE(describeModelFile(m_folder, "none", "t5").error().code, Code::NotFound);
    }

    void refusesBadText_data();
    void refusesBadText();

    void everyMissingKeyIsNamed_data() {
        QTest::addColumn<QString>("pointer");
        for (const char* pointer : {"/format",
                                    "/version",
                                    "/id",
                                    "/title",
                                    "/licence",
                                    "/text",
                                    "/plan",
                                    "/t5",
                                    "/unet",
                                    "/vq",
                                    "/diffusion",
                                    "/defaults",
                                    "/files",
                                    "/training",
                                    "/text/tokenizer",
                                    "/text/file",
                                    "/text/pieces",
                                    "/text/vocab_size",
                                    "/plan/kinds",
                                    "/plan/bins",
                                    "/plan/max_items",
                                    "/plan/max_tokens",
                                    "/plan/voken",
                                    "/plan/color",
                                    "/plan/voken/grid",
                                    "/plan/voken/codes",
                                    "/plan/color/grid",
                                    "/plan/color/levels",
                                    "/diffusion/schedule",
                                    "/diffusion/steps",
                                    "/diffusion/prediction",
                                    "/diffusion/loss",
                                    "/diffusion/shifted",
                                    "/diffusion/power",
                                    "/defaults/sampler",
                                    "/defaults/steps",
                                    "/defaults/guidance",
                                    "/defaults/temperature",
                                    "/defaults/top_p",
                                    "/training/config",
                                    "/training/pictures",
                                    "/training/commit",
                                    "/files/0/path",
                                    "/files/0/role",
                                    "/files/0/size",
                                    "/files/0/sha256"}) {
            QTest::newRow(pointer) << pointer;
        }
    }

    void everyMissingKeyIsNamed() {
        QFETCH(const QString, pointer);
        QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(manifestText())).object();
        const QStringList steps = pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts);
        const std::function<QJsonValue(QJsonValue, int)> without = [&](const QJsonValue& value, int depth) {
            if (value.isArray()) {
                QJsonArray array = value.toArray();
                array[steps[depth].toInt()] = without(array[steps[depth].toInt()], depth + 1);
                return QJsonValue(array);
            }
            QJsonObject object = value.toObject();
            if (depth + 1 == steps.size()) {
                object.remove(steps[depth]);
            } else {
                object[steps[depth]] = without(object[steps[depth]], depth + 1);
            }
            return QJsonValue(object);
        };
        const QByteArray text = QJsonDocument(without(root, 0).toObject()).toJson();
        const auto manifest = manifestFromJson(text.toStdString(), "model.json");
        QVERIFY(!manifest.ok());
        QCOMPARE(QString::fromStdString(manifest.error().field), pointer);
        QCOMPARE(manifest.error().message, std::string("is missing"));
    }

    void refusesBadFiles_data() {
        QTest::addColumn<QString>("deed");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("message");
        QTest::newRow("missing") << "remove"
                                 << "/files/1/path"
                                 << "'weights/t5.safetensors' is missing";
        QTest::newRow("a folder") << "folder"
                                  << "/files/1/path"
                                  << "is a folder";
        QTest::newRow("too short") << "short"
                                   << "/files/1/size"
                                   << "has 2 bytes, 3 are listed";
        QTest::newRow("too long") << "long"
                                  << "/files/1/size"
                                  << "has 4 bytes, 3 are listed";
        QTest::newRow("dangling link") << "link"
                                       << "/files/1/path"
                                       << "is missing";
    }

    void refusesBadFiles() {
        QFETCH(const QString, deed);
        QFETCH(const QString, field);
        QFETCH(const QString, message);
        const fs::path file = m_folder / "weights/t5.safetensors";
        const std::string what = deed.toStdString();
        fs::remove(file);
        if (what == "folder") fs::create_directory(file);
        if (what == "short") put(file, "ab");
        if (what == "long") put(file, "abcd");
        if (what == "link") fs::create_symlink("nowhere", file);
        const auto manifest = readManifest(m_folder);
        QVERIFY(!manifest.ok());
        QCOMPARE(manifest.error().code, Code::BadManifest);
        QCOMPARE(manifest.error().path, (m_folder / "model.json").string());
        QCOMPARE(QString::fromStdString(manifest.error().field), field);
        QVERIFY2(manifest.error().message.find(message.toStdString()) != std::string::npos,
                 manifest.error().message.c_str());
    }

    void otherBytesOfTheSameLengthAreFoundByTheirHash() {
        put(m_folder / "weights/t5.safetensors", "abd");
        const auto manifest = readManifest(m_folder);
        QVERIFY(manifest.ok());
        const auto verified = verifyFiles(*manifest);
        QVERIFY(!verified.ok());
        QCOMPARE(verified.error().code, Code::BadManifest);
        QCOMPARE(verified.error().field, std::string("/files/1/sha256"));
        QVERIFY(verified.error().message.find("'weights/t5.safetensors' holds other bytes") !=
                std::string::npos);
    }

    void verifyingCanBeStopped() {
        StopSource stop;
        stop.requestStop(StopWhen::Now);
        const auto manifest = readManifest(m_folder);
        QVERIFY_THROWS_EXCEPTION(Cancelled, (void)verifyFiles(*manifest, stop.token()));
    }

    void refusesWhatIsNoModel_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("no folder") << "no folder" << static_cast<int>(Code::NotFound);
        QTest::newRow("empty folder") << "empty folder" << static_cast<int>(Code::NotFound);
        QTest::newRow("a file instead of a folder") << "file" << static_cast<int>(Code::NotFound);
        QTest::newRow("model.json is a folder") << "json folder" << static_cast<int>(Code::NotFound);
        QTest::newRow("model.json is empty") << "json empty" << static_cast<int>(Code::BadManifest);
        QTest::newRow("model.json is huge") << "json huge" << static_cast<int>(Code::BadManifest);
        QTest::newRow("model.json is binary") << "json binary" << static_cast<int>(Code::BadManifest);
    }

    void refusesWhatIsNoModel() {
        QFETCH(const QString, kind);
        QFETCH(const int, code);
        const std::string what = kind.toStdString();
        const fs::path json = m_folder / "model.json";
        fs::remove(json);
        if (what == "no folder") fs::remove_all(m_folder);
        if (what == "file") {
            fs::remove_all(m_folder);
            put(m_folder, "text");
        }
        if (what == "json folder") fs::create_directory(json);
        if (what == "json empty") put(json, {});
        if (what == "json binary") put(json, "\x80\x02}q\x01");
        if (what == "json huge") {
            put(json, manifestText());
            fs::resize_file(json, std::uintmax_t{1} << 40);  // sparse
        }
        const auto manifest = readManifest(m_folder);
        QVERIFY(!manifest.ok());
        QCOMPARE(static_cast<int>(manifest.error().code), code);
        QCOMPARE(manifest.error().path, json.string());
    }
};

void TestModelManifest::refusesBadText_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* what, const char* with, const char* field,
                        const char* message) {
        QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(with) << QString::fromUtf8(field)
                            << QString::fromUtf8(message);
    };
    row("another format", "kaleido-model", "kaleido-plan", "/format", "'kaleido-plan'");
    row("newer version", R"("version":1)", R"("version":2,"news":1)", "/version",
        "get a newer Kaleido Studio");
    row("version zero", R"("version":1)", R"("version":0)", "/version", "not between");
    row("version as text", R"("version":1)", R"("version":"1")", "/version", "whole number");
    row("unknown key", R"("id":)", R"("name":"x","id":)", "/name", "unknown name 'name'");
    row("unknown key inside", R"("bins":128)", R"("bins":128,"bin":1)", "/plan/bin", "unknown name");
    row("unknown key of a file", R"("role":"t5")", R"("role":"t5","url":"")", "/files/1/url", "unknown name");
    row("empty title", R"("Tiny")", R"("")", "/title", "must not be empty");
    row("licence is no text", R"("MIT")", "null", "/licence", "a text is needed");
    row("kind unknown", R"("bbox")", R"("box")", "/plan/kinds/1", "unknown kind 'box'");
    row("kind twice", R"("bbox")", R"("text")", "/plan/kinds/1", "twice");
    row("too many bins", R"("bins":128)", R"("bins":100000)", "/plan/bins", "not between");
    row("grid of one number", "[4,3]", "[4]", "/plan/voken/grid", "columns and rows");
    row("empty grid", "[4,3]", "[4,0]", "/plan/voken/grid/1", "not between");
    row("fractional items", R"("max_items":8)", R"("max_items":8.5)", "/plan/max_items", "whole number");
    row("vocabulary too small", "4224", "4100", "/text/vocab_size", "4168");
    row("tokenizer is not listed", R"("file":"tokenizer.model")", R"("file":"other.model")", "/text/file",
        "not among the files");
    row("t5 is no object", R"({"d_model":192,"layer_norm_epsilon":1e-06})", "[]", "/t5",
        "an object is needed");
    row("vq is missing", R"("vq":{"codes":512},)", "", "/vq", "is missing");
    row("shifted is a number", "true", "1", "/diffusion/shifted", "true or false");
    row("guidance is a text", R"("guidance":4)", R"("guidance":"4")", "/defaults/guidance",
        "a number is needed");
    row("top_p above one", "0.9", "1.5", "/defaults/top_p", "not between");
    row("files is an object", R"("files":[{)", R"("files":{"x":[{)", "", "not JSON");
    row("path leads out", "weights/t5", "../t5", "/files/1/path", "inside the model's folder");
    row("path leads out in the middle", "weights/t5", "weights/../../t5", "/files/1/path",
        "inside the model's folder");
    row("absolute path", "weights/t5", "/etc/t5", "/files/1/path", "inside the model's folder");
    row("path of another system", "weights/t5", "c:t5", "/files/1/path", "inside the model's folder");
    row("path with a zero", "weights/t5", "t5\\u0000", "/files/1/path", "inside the model's folder");
    row("same path twice", "weights/t5.safetensors", "tokenizer.model", "/files/1/path", "listed twice");
    row("same role twice", R"("role":"t5")", R"("role":"tokenizer")", "/files/1/role", "have this role");
    row("negative size", R"("size":3)", R"("size":-3)", "/files/1/size", "not between");
    row("short hash", R"("sha256":"ba)", R"("sha256":")", "/files/1/sha256", "64 lower-case");
    row("hash in capitals", R"("sha256":"ba)", R"("sha256":"BA)", "/files/1/sha256", "64 lower-case");
    row("same key twice", R"("id":"tiny")", R"("id":"tiny","id":"tiny")", "", "stands twice");
    row("cut short", R"("0a1b2c"}})", R"("0a1b2c"})", "", "not JSON");
}

void TestModelManifest::refusesBadText() {
    QFETCH(const QString, what);
    QFETCH(const QString, with);
    QFETCH(const QString, field);
    QFETCH(const QString, message);
    const auto manifest =
        manifestFromJson(replaced(manifestText(), what.toStdString(), with.toStdString()), "model.json");
    QVERIFY(!manifest.ok());
    QCOMPARE(manifest.error().code, Code::BadManifest);
    QCOMPARE(manifest.error().path, std::string("model.json"));
    QCOMPARE(QString::fromStdString(manifest.error().field), field);
    QVERIFY2(manifest.error().message.find(message.toStdString()) != std::string::npos,
             manifest.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestModelManifest)
#include "tst_model_manifest.moc"
