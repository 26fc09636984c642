#include "tests/app/cli/cli_program.h"

#include <QTest>

#include <filesystem>

using namespace kaleido::test;

/// Bad input gives one sentence that names file and field, exit code 3 (4 for memory), and leaves nothing behind.
class TestCliBadInput : public QObject {
    Q_OBJECT

    CliProgram m_program;

    static void failsNaming(const CliRun& run, int code, const QByteArrayList& named) {
        const QByteArray last = run.err.trimmed().split('\n').last();
        QVERIFY2(last.startsWith("error: "), run.err.constData());
        for (const QByteArray& name : named) QVERIFY2(last.contains(name), run.err.constData());
        QCOMPARE(run.code, code);
        QCOMPARE(run.err.count("error:"), 1);
        QVERIFY(run.out.isEmpty());
    }

private Q_SLOTS:
    void cleanup() {
        for (const QString& name : m_program.files())
            std::filesystem::remove_all(m_program.path(name).toStdString());
    }

    void captionsThatCannotBeUsed_data() {
        QTest::addColumn<QByteArray>("caption");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("100 kB") << QByteArray(100'000, 'a') << QByteArray("100000 bytes");
        QTest::newRow("not UTF-8") << QByteArray("a \xff\xfe cat") << QByteArray("UTF-8");
        QTest::newRow("control character") << QByteArray("a \x01 cat") << QByteArray("U+0001");
    }
    void captionsThatCannotBeUsed() {
        QFETCH(QByteArray, caption);
        QFETCH(QByteArray, told);
        failsNaming(m_program.runBytes("generate -c '" + caption + "'"), 3, {"--caption", told});
        m_program.write(QStringLiteral("captions.txt"), "a cat\n" + caption + "\n");
        failsNaming(m_program.run(QStringLiteral("plan --captions captions.txt")), 3,
                    {"captions.txt", "line 2", told});
        QCOMPARE(m_program.files(), QStringList{QStringLiteral("captions.txt")});
    }

    void captionFilesThatCannotBeUsed() {
        failsNaming(m_program.run(QStringLiteral("plan --captions missing.txt")), 3, {"missing.txt"});
        m_program.write(QStringLiteral("empty.txt"), "\n\n");
        failsNaming(m_program.run(QStringLiteral("plan --captions empty.txt")), 3, {"empty.txt"});
    }

    void modelsThatCannotBeUsed() {
        failsNaming(m_program.run(QStringLiteral("generate -c cat --model nowhere")), 3,
                    {"nowhere/model.json"});
        std::filesystem::copy(m_program.model().toStdString(),
                              m_program.path(QStringLiteral("broken")).toStdString());
        const QString weights = QStringLiteral("broken/unet.safetensors");
        QByteArray bytes = m_program.read(weights);
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        m_program.write(weights, bytes);
        failsNaming(m_program.run(QStringLiteral("generate -c cat --model broken")), 3,
                    {"broken/", "unet.safetensors"});
        std::filesystem::remove(m_program.path(weights).toStdString());
        failsNaming(m_program.run(QStringLiteral("info --model broken")), 3, {"broken/", "unet.safetensors"});
        QCOMPARE(m_program.files(), QStringList{QStringLiteral("broken")});
    }

    void plansThatCannotBeUsed_data() {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("box");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* name, const char* version, const char* box, const char* field) {
            QTest::newRow(name) << QByteArray(version) << QByteArray(box) << QByteArray(field);
        };
        row("text", "1", R"({"x0":"a","y0":0,"x1":1,"y1":1})", "/items/0/box/x0");
        row("NaN", "1", R"({"x0":NaN,"y0":0,"x1":1,"y1":1})", "JSON");
        row("inverted", "1", R"({"x0":0.9,"y0":0,"x1":0.1,"y1":1})", "/items/0");
        row("outside", "1", R"({"x0":2,"y0":2,"x1":3,"y1":3})", "/items/0");
        row("newer", "99", R"({"x0":0,"y0":0,"x1":1,"y1":1})", "/version");
    }
    void plansThatCannotBeUsed() {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, box);
        QFETCH(QByteArray, field);
        m_program.write(QStringLiteral("plan.json"),
                        R"({"format":"kaleido-plan","version":)" + version +
                            R"(,"caption":"a cat","items":[{"words":"cat","box":)" + box + "}]}");
        failsNaming(m_program.run(QStringLiteral("generate --model MODEL --plan-from plan.json")), 3,
                    {"plan.json", field});
        QCOMPARE(m_program.files(), QStringList{QStringLiteral("plan.json")});
    }

    void picturesWithoutAPlanAreRefused() {
        QCOMPARE(m_program.run(QStringLiteral("world --count 1 --sheet world.png")).code, 0);
        failsNaming(m_program.run(QStringLiteral("generate --model MODEL --plan-from world.png")), 3,
                    {"world.png"});
        m_program.write(QStringLiteral("cut.png"), m_program.read(QStringLiteral("world.png")).left(100));
        failsNaming(m_program.run(QStringLiteral("generate --model MODEL --plan-from cut.png")), 3,
                    {"cut.png"});
    }

    void resultsThatCannotBeWritten() {
        failsNaming(m_program.run(QStringLiteral("generate --model MODEL -c cat --out missing/grid.png")), 3,
                    {"missing"});
        m_program.write(QStringLiteral("file"), "x");
        failsNaming(
            m_program.run(QStringLiteral("generate --model MODEL -c cat --pictures-to file/pictures")), 3,
            {"file/pictures"});
        QCOMPARE(m_program.files(), QStringList{QStringLiteral("file")});
    }

    void emptyCaptionsAndUnknownWordsAreNotices() {
        const QByteArray generate =
            "generate --plans 1 --pictures 1 -o a.png --model '" + m_program.model().toUtf8() + "' -c ";
        const CliRun empty = m_program.runBytes(generate + "''");
        QVERIFY2(empty.err.contains("note: the caption is empty"), empty.err.constData());
        QCOMPARE(empty.code, 0);
        const CliRun unknown = m_program.runBytes(generate + "'a dragon'");
        QCOMPARE(unknown.err.count("note: 'dragon'"), 1);
        QCOMPARE(unknown.code, 0);
    }

    void tooLittleMemoryIsTold() {
        // Enough to start, not enough to load the model.
        const CliRun run = m_program.run(
            QStringLiteral("generate --model MODEL -c cat"),
            {.environment = {}, .addressSpace = std::uint64_t{750} << 20, .interruptAfter = {}});
        failsNaming(run, 4, {"memory"});
        QVERIFY(m_program.files().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliBadInput)
#include "tst_cli_bad_input.moc"
