#include "app/eval/results_text.h"

#include "app/eval/shown_text.h"
#include "tests/app/eval/results_fixture.h"

#include <QTest>

#include <sstream>

using namespace kaleido;
using namespace kaleido::test;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

}  // namespace

/// Results on a terminal.
class TestResultsText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTableIsAligned() {
        const std::string expected =
            "Guidance weight\n"
            "Whole sets.\n"
            "\n"
            "Weight  Distance   Found\n"
            "────────────────────────\n"
            "1           1.92  97.4 %\n"
            "5          12.50       –\n";
        QCOMPARE(tableText(smallResults().tables[0]), expected);
    }

    void factsComeFirst() {
        const std::string text = resultsText(smallResults());
        QVERIFY2(text.starts_with("Model     tiny (aaaaaaaaaa)\nPictures  2,000\n\nGuidance weight\n"),
                 text.c_str());
    }

    void columnsAreAlignedAsTheyAreDisplayed() {
        ResultTable table = smallResults().tables[0];
        table.rows = {{"猫 at the sea", {1.0, 0.5}}, {"cafe\u0301", {22.0, 0.5}}, {"🐈", {333.0, 0.5}}};
        const auto lines = linesOf(tableText(table));
        QCOMPARE(lines.size(), std::size_t{8});
        for (std::size_t i = 5; i < lines.size(); ++i)
            QCOMPARE(displayWidth(lines[i]), displayWidth(lines[4]));
    }

    void longHeadingsTakeSeveralLinesThatEndAboveTheNumbers() {
        ResultTable table = smallResults().tables[0];
        table.columns[0].name = "Fréchet distance to real pictures";
        const auto lines = linesOf(tableText(table));
        QCOMPARE(lines[3], std::string("              Fréchet"));
        QCOMPARE(lines[4], std::string("          distance to"));
        QCOMPARE(lines[5], std::string("Weight  real pictures   Found"));
    }

    void aLongNoteIsWrapped() {
        ResultTable table = smallResults().tables[0];
        for (int i = 0; i < 40; ++i) table.note += " Größe größer";
        for (const std::string& line : linesOf(tableText(table))) QVERIFY(displayWidth(line) <= 100);
    }

    void nothingControlsTheTerminal() {
        EvaluationResults results = smallResults();
        results.facts[0].value = results.tables[0].title = results.tables[0].note =
            results.tables[0].rows[0].name = results.tables[0].columns[0].name =
                "a\x1B[31mb\r\x07\xFF\u202Ec";
        const std::string text = resultsText(results);
        for (const char c : text) QVERIFY(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
        QVERIFY(text.find("\u202E") == std::string::npos);
        QVERIFY(text.find("a\uFFFD[31mb\uFFFD\uFFFD\uFFFDc") != std::string::npos);
    }

    void everyRandomTableIsALineForEachRow() {
        Random random(12);
        for (int i = 0; i < 200; ++i) {
            ResultTable table = randomTable(random, i);
            table.note.clear();
            const auto lines = linesOf(tableText(table));
            QVERIFY(lines.size() >= table.rows.size() + 4);
            for (std::size_t k = 0; k < table.rows.size() && !table.columns.empty(); ++k) {
                const int width = displayWidth(lines[lines.size() - 1 - k]);
                QCOMPARE(width, displayWidth(lines[lines.size() - 1 - table.rows.size()]));
            }
        }
    }

    void textIsWrappedBetweenWords() {
        using Lines = std::vector<std::string>;
        QVERIFY(wrapped("a cat sat", 5) == Lines({"a cat", "sat"}));
        QVERIFY(wrapped("a\n\nb", 5) == Lines({"a", "", "b"}));
        QVERIFY(wrapped("catcatcat sat", 4) == Lines({"catc", "atca", "t", "sat"}));
        QVERIFY(wrapped("猫猫猫", 5) == Lines({"猫猫", "猫"}));
        QVERIFY(wrapped("", 5) == Lines({""}));
    }
};

QTEST_GUILESS_MAIN(TestResultsText)
#include "tst_results_text.moc"
