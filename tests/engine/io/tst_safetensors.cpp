#include "engine/io/safetensors.h"

#include "engine/base/limits.h"
#include "engine/base/random.h"
#include "tests/support/sanitized.h"
#include "tests/support/source_tree.h"

#include <QtTest>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace kaleido;
namespace fs = std::filesystem;

namespace {

/// A file from its parts; the header length may lie.
std::string fileText(const std::string& header, std::size_t dataBytes, std::uint64_t claimed) {
    std::string text(8, '\0');
    std::memcpy(text.data(), &claimed, 8);
    text += header;
    for (std::size_t i = 0; i < dataBytes; ++i) text += static_cast<char>(i);
    return text;
}

std::string fileText(const std::string& header, std::size_t dataBytes) {
    return fileText(header, dataBytes, header.size());
}

const char* const kTwoTensors = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                R"("b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}})";

std::vector<std::byte> numbers(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::byte> bytes(count);
    for (std::byte& b : bytes) b = static_cast<std::byte>(random.below(256));
    return bytes;
}

/// Without the flush to the disk of an AtomicFile: the tables below write hundreds of files.
void put(const fs::path& path, std::string_view text) {
    fs::remove(path);  // ext4 flushes a file that is shortened and rewritten
    std::ofstream(path, std::ios::binary) << text;
}

bool equal(std::span<const std::byte> a, std::span<const std::byte> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    Result<SafeTensorsFile> openText(const std::string& text) {
        put(path("text.safetensors"), text);
        return SafeTensorsFile::open(path("text.safetensors"));
    }

private Q_SLOTS:
    void readsTensorsAndMetadata() {
        const std::string header = R"({"__metadata__":{"format":"pt"},)" + std::string(kTwoTensors).substr(1);
        const auto file = openText(fileText(header + "   ", 11));
        QVERIFY2(file.ok(), file.ok() ? "" : describe(file.error()).c_str());
        QCOMPARE(file->tensors().size(), std::size_t{2});
        QCOMPARE(file->metadata().at("format"), std::string("pt"));
        const TensorView* b = file->find("b");
        QVERIFY(b);
        QCOMPARE(b->dtype, DType::UInt8);
        QVERIFY(b->shape == std::vector<std::int64_t>{3});
        QCOMPARE(std::to_integer<int>(b->bytes[0]), 8);
        QVERIFY(!file->find("c"));
    }

    void readsFilesOfOtherPrograms() {
        const auto file = SafeTensorsFile::open(test::dataFile("parity/parity.safetensors"));
        QVERIFY2(file.ok(), file.ok() ? "" : describe(file.error()).c_str());
        QVERIFY(!file->tensors().empty());
    }

    void whatIsWrittenIsReadBack() {
        const auto wide = numbers(24, 1);
        const auto half = numbers(12, 2);
        const auto one = numbers(8, 3);
        const std::vector<TensorView> tensors = {
            {"half", DType::BFloat16, {2, 3}, half}, {"wide", DType::Float32, {6}, wide},
            {"scalar", DType::Int64, {}, one},       {"nothing", DType::Float32, {0, 4}, {}},
            {"größe \"q\"", DType::Bool, {8}, one},
        };
        const std::map<std::string, std::string> metadata = {{"step", "7"}, {"Ärger", "\n\""}};
        const auto written = writeSafeTensors(path("out.safetensors"), tensors, metadata);
        QVERIFY2(written.ok(), written.ok() ? "" : describe(written.error()).c_str());
        const auto file = SafeTensorsFile::open(path("out.safetensors"));
        QVERIFY2(file.ok(), file.ok() ? "" : describe(file.error()).c_str());
        QVERIFY(file->metadata() == metadata);
        QCOMPARE(file->tensors().size(), tensors.size());
        for (const TensorView& tensor : tensors) {
            const TensorView* read = file->find(tensor.name);
            QVERIFY2(read, tensor.name.c_str());
            QCOMPARE(read->dtype, tensor.dtype);
            QVERIFY(read->shape == tensor.shape);
            QVERIFY(equal(read->bytes, tensor.bytes));
            const auto address = reinterpret_cast<std::uintptr_t>(read->bytes.data());
            QVERIFY2(read->bytes.empty() || address % sizeOf(read->dtype) == 0,
                     "tensors are aligned to their elements");
        }
    }

    void sameValuesGiveSameBytes() {
        const auto bytes = numbers(16, 4);
        std::vector<TensorView> tensors = {{"a", DType::Float16, {8}, bytes},
                                           {"b", DType::Float32, {4}, bytes},
                                           {"c", DType::Float32, {2, 2}, bytes}};
        QVERIFY(writeSafeTensors(path("one"), tensors, {{"x", "1"}, {"y", "2"}}).ok());
        std::reverse(tensors.begin(), tensors.end());
        QVERIFY(writeSafeTensors(path("two"), tensors, {{"y", "2"}, {"x", "1"}}).ok());
        const auto one = readWholeFile(path("one"), 10'000);
        const auto two = readWholeFile(path("two"), 10'000);
        QVERIFY(*one == *two);
    }

    void viewsOutliveAMove() {
        auto file = openText(fileText(kTwoTensors, 11));
        SafeTensorsFile moved = std::move(*file);
        const SafeTensorsFile again = std::move(moved);
        QCOMPARE(std::to_integer<int>(again.find("b")->bytes[2]), 10);
    }

    void refusesBadTensorsToWrite_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("copies");
        QTest::newRow("too few bytes") << "t" << 15 << 1;
        QTest::newRow("twice") << "t" << 16 << 2;
        QTest::newRow("reserved name") << "__metadata__" << 16 << 1;
        QTest::newRow("no name") << "" << 16 << 1;
        QTest::newRow("not UTF-8") << "latin" << 16 << 1;
    }

    void refusesBadTensorsToWrite() {
        QFETCH(const QString, name);
        QFETCH(const int, bytes);
        QFETCH(const int, copies);
        const auto data = numbers(static_cast<std::size_t>(bytes), 5);
        const std::string used = name == QStringLiteral("latin") ? "gr\xf6\xdf" : name.toStdString();
        const std::vector<TensorView> tensors(static_cast<std::size_t>(copies),
                                              {used, DType::Float32, {2, 2}, data});
        const auto written = writeSafeTensors(path("refused.safetensors"), tensors);
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, Code::BadWeights);
        QVERIFY(!fs::exists(path("refused.safetensors")));
    }

    void writingIntoAMissingFolderIsOneError() {
        const auto written = writeSafeTensors(path("no/such/folder"), {});
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, Code::WriteFailed);
    }

    void refusesHostileHeaders_data();
    void refusesHostileHeaders();

    void refusesLyingHeaderLengths_data() {
        QTest::addColumn<qulonglong>("claimed");
        QTest::addColumn<QString>("message");
        const std::size_t real = std::strlen(kTwoTensors);
        QTest::newRow("one more than there is") << qulonglong{real + 12} << "cut short";
        QTest::newRow("into the data") << qulonglong{real + 5} << "not JSON";
        QTest::newRow("shorter") << qulonglong{real - 1} << "not JSON";
        QTest::newRow("zero") << qulonglong{0} << "not JSON";
        QTest::newRow("over the limit") << qulonglong{kMaxTensorHeaderBytes + 1} << "at most";
        QTest::newRow("wraps around") << ~qulonglong{7} << "at most";
        QTest::newRow("largest") << ~qulonglong{0} << "at most";
    }

    void refusesLyingHeaderLengths() {
        QFETCH(const qulonglong, claimed);
        QFETCH(const QString, message);
        const auto file = openText(fileText(kTwoTensors, 11, claimed));
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, Code::BadWeights);
        QVERIFY2(file.error().message.find(message.toStdString()) != std::string::npos,
                 file.error().message.c_str());
    }

    void everyTruncationIsRefused() {
        const std::string whole = fileText(kTwoTensors, 11);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto file = openText(whole.substr(0, length));
            QVERIFY2(!file.ok(), fmt::format("{} bytes", length).c_str());
            QCOMPARE(file.error().code, Code::BadWeights);
            QVERIFY(file.error().path.ends_with("text.safetensors"));
        }
    }

    void anyFlippedBitIsRefusedOrHarmless() {
        const std::string whole = fileText(kTwoTensors, 11);
        for (std::size_t bit = 0; bit < 8 * (whole.size() - 11); ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            const auto file = openText(flipped);
            if (!file) {
                QCOMPARE(file.error().code, Code::BadWeights);
                continue;
            }
            // A flipped letter of a name or type may read well; the bytes must still lie in the file.
            std::size_t sum = 0;
            for (const TensorView& tensor : file->tensors()) {
                std::size_t elements = 1;
                for (const std::int64_t size : tensor.shape) elements *= static_cast<std::size_t>(size);
                QCOMPARE(elements * sizeOf(tensor.dtype), tensor.bytes.size());
                for (const std::byte b : tensor.bytes) sum += std::to_integer<std::size_t>(b);
            }
            QCOMPARE(sum, std::size_t{55});
        }
    }

    void refusesWhatIsNoFile_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"missing", "folder", "pipe", "circle of links", "empty"})
            QTest::newRow(kind) << kind;
    }

    void refusesWhatIsNoFile() {
        QFETCH(const QString, kind);
        const fs::path target = path("thing");
        fs::remove_all(target);
        if (kind == QStringLiteral("folder")) fs::create_directory(target);
        if (kind == QStringLiteral("pipe")) QCOMPARE(::mkfifo(target.c_str(), 0600), 0);
        if (kind == QStringLiteral("circle of links")) fs::create_symlink(target, target);
        if (kind == QStringLiteral("empty")) put(target, {});
        const auto file = SafeTensorsFile::open(target);
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, kind == QStringLiteral("empty") ? Code::BadWeights : Code::NotFound);
        QCOMPARE(file.error().path, target.string());
        QVERIFY(!file.error().message.empty());
    }

    void refusesUnreadableFile() {
        put(path("secret"), fileText(kTwoTensors, 11));
        fs::permissions(path("secret"), fs::perms::none);
        const uid_t user = ::geteuid();
        if (user == 0) QCOMPARE(::seteuid(65534), 0);  // root may read every file
        const auto file = SafeTensorsFile::open(path("secret"));
        if (user == 0) QCOMPARE(::seteuid(user), 0);
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, Code::NotFound);
    }

    void hugeSparseFileCostsNothing() {
        put(path("huge"), fileText(kTwoTensors, 11));
        fs::resize_file(path("huge"), std::uintmax_t{1} << 40);  // 1 TiB, no block of it on the disk
        const auto file = SafeTensorsFile::open(path("huge"));
        QVERIFY(!file.ok());
        QVERIFY2(file.error().message.find("belong to none") != std::string::npos,
                 file.error().message.c_str());
    }

    void tooLittleAddressSpaceIsToldAsSuch() {
#if defined(KALEIDO_SANITIZED)
        QSKIP("sanitizers need more address space than the limit leaves");
#endif
        put(path("huge"), fileText(kTwoTensors, 11));
        fs::resize_file(path("huge"), std::uintmax_t{1} << 40);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_AS, &before), 0);
        const rlimit tight{rlim_t{1} << 38, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_AS, &tight), 0);
        const auto file = SafeTensorsFile::open(path("huge"));
        QCOMPARE(::setrlimit(RLIMIT_AS, &before), 0);
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, Code::NoMemory);
        QCOMPARE(file.error().path, path("huge").string());
    }
};

void TestSafetensors::refusesHostileHeaders_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& header, const char* field, const char* message) {
        QTest::newRow(name) << QString::fromStdString(header) << QString::fromLatin1(field)
                            << QString::fromLatin1(message);
    };
    const auto tensor = [](std::string_view dtype, std::string_view shape, std::string_view offsets) {
        return fmt::format(R"({{"w":{{"dtype":{},"shape":{},"data_offsets":{}}}}})", dtype, shape, offsets);
    };
    row("no object", "[1]", "", "an object is needed");
    row("no JSON", "{", "", "not JSON");
    row("data after it", "{} {}", "", "not JSON");
    row("tensor is no object", R"({"w":[]})", "w", "an object is needed");
    row("unknown type", tensor(R"("F8_E4M3")", "[16]", "[0,16]"), "w/dtype", "F8_E4M3");
    row("type is no text", tensor("7", "[16]", "[0,16]"), "w/dtype", "a text is needed");
    row("no type", R"({"w":{"shape":[16],"data_offsets":[0,16]}})", "w/dtype", "missing");
    row("no shape", R"({"w":{"dtype":"U8","data_offsets":[0,16]}})", "w/shape", "missing");
    row("no offsets", R"({"w":{"dtype":"U8","shape":[16]}})", "w/data_offsets", "missing");
    row("unknown member", R"({"w":{"dtype":"U8","shape":[16],"data_offsets":[0,16],"x":1}})", "w/x",
        "unknown name");
    row("negative size", tensor(R"("U8")", "[-16]", "[0,16]"), "w/shape/0", "not between");
    row("fractional size", tensor(R"("U8")", "[16.0]", "[0,16]"), "w/shape/0", "a whole number");
    row("size beyond 64 bits", tensor(R"("U8")", "[18446744073709551616]", "[0,16]"), "w/shape/0",
        "a whole number");
    row("shape overflows", tensor(R"("U8")", "[4294967296,4294967296,1]", "[0,16]"), "w/shape", "overflows");
    row("shape overflows to 16", tensor(R"("F32")", "[4294967296,4294967296,4]", "[0,16]"), "w/shape",
        "overflows");
    row("too many dimensions", tensor(R"("U8")", "[1,1,1,1,1,1,1,1,16]", "[0,16]"), "w/shape", "9 elements");
    row("one offset", tensor(R"("U8")", "[16]", "[16]"), "w/data_offsets", "two offsets");
    row("three offsets", tensor(R"("U8")", "[16]", "[0,16,16]"), "w/data_offsets", "3 elements");
    row("negative offset", tensor(R"("U8")", "[16]", "[-1,15]"), "w/data_offsets/0", "not between");
    row("inverted offsets", tensor(R"("U8")", "[16]", "[16,0]"), "w/data_offsets/1", "not between");
    row("ends outside", tensor(R"("U8")", "[17]", "[0,17]"), "w/data_offsets", "cut short");
    row("ends far outside", tensor(R"("U8")", "[16]", "[18446744073709551600,18446744073709551615]"),
        "w/data_offsets", "cut short");
    row("bytes do not fit", tensor(R"("F32")", "[3]", "[0,16]"), "w", "needs 12 bytes");
    row("bytes left over", tensor(R"("U8")", "[15]", "[0,15]"), "", "belong to none");
    row("no tensor at all", "{}", "", "belong to none");
    row("gap before", tensor(R"("U8")", "[15]", "[1,16]"), "w", "belong to no tensor");
    row("overlap",
        R"({"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]},"b":{"dtype":"U8","shape":[8],"data_offsets":[8,16]}})",
        "b", "overlap");
    row("same bytes twice",
        R"({"a":{"dtype":"U8","shape":[16],"data_offsets":[0,16]},"b":{"dtype":"U8","shape":[16],"data_offsets":[0,16]}})",
        "b", "overlap");
    row("name twice",
        R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[8,16]}})",
        "", "stands twice");
    row("metadata is a list", R"({"__metadata__":[]})", "__metadata__", "an object is needed");
    row("metadata of numbers", R"({"__metadata__":{"k":1}})", "__metadata__/k", "a text is needed");
    row("empty name", R"({"":{"dtype":"U8","shape":[16],"data_offsets":[0,16]}})", "", "1 to 1000 bytes");
    row("nested", R"({"w":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}", "",
        "nested deeper");
}

void TestSafetensors::refusesHostileHeaders() {
    QFETCH(const QString, header);
    QFETCH(const QString, field);
    QFETCH(const QString, message);
    const auto file = openText(fileText(header.toStdString(), 16));
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, Code::BadWeights);
    QCOMPARE(file.error().path, path("text.safetensors").string());
    QCOMPARE(QString::fromStdString(file.error().field), field);
    QVERIFY2(file.error().message.find(message.toStdString()) != std::string::npos,
             file.error().message.c_str());
    QVERIFY(describe(file.error()).size() < 500);
}

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
