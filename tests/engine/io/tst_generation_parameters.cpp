#include "engine/io/generation_parameters.h"

#include <QtTest>

#include <clocale>
#include <locale>
#include <string>

using namespace kaleido;

namespace {

constexpr const char* kSettings =
    "Steps: 25, Sampler: DPM++ 2M, CFG scale: 7, Seed: 1234, Size: 64x64, Model hash: 0a1b2c3d4e, Model: "
    "kaleido-emoji, Plan seed: 77, Plan index: 3, Version: Kaleido Studio 0.1";

GenerationParameters parameters(std::string caption, std::string negative = {}) {
    return {.caption = std::move(caption),
            .negative = std::move(negative),
            .steps = 25,
            .sampler = "DPM++ 2M",
            .guidance = 7,
            .seed = 1234,
            .width = 64,
            .height = 64,
            .modelHash = "0a1b2c3d4e5f60718293a4b5c6d7e8f9000102030405060708090a0b0c0d0e0f",
            .model = "kaleido-emoji",
            .planSeed = 77,
            .planIndex = 3,
            .version = "Kaleido Studio 0.1"};
}

struct GermanNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

/// The text that a caption and a negative caption give, without the line of settings, which is checked.
std::string captionPart(const std::string& caption, const std::string& negative = {}) {
    const std::string text = parametersText(parameters(caption, negative));
    const std::string ending = std::string("\n") + kSettings;
    return text.ends_with(ending) ? text.substr(0, text.size() - ending.size()) : "settings differ: " + text;
}

}  // namespace

class TestGenerationParameters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normal() {
        QCOMPARE(parametersText(parameters("a cat sat on the mat", "a dog")),
                 std::string("a cat sat on the mat\nNegative prompt: a dog\n") + kSettings);
    }

    void noNegative() {
        QCOMPARE(parametersText(parameters("a cat sat on the mat")),
                 std::string("a cat sat on the mat\n") + kSettings);
    }

    void multiLine() {
        QCOMPARE(captionPart("a cat\r\non the mat\n\nat night\n", "a dog\na car"),
                 std::string("a cat\non the mat\n\nat night\nNegative prompt: a dog\na car"));
    }

    void empty() {
        QCOMPARE(captionPart(""), std::string("(no caption)"));
        QCOMPARE(captionPart(" \n "), std::string("(no caption)"));
        QCOMPARE(captionPart("", "a dog"), std::string("(no caption)\nNegative prompt: a dog"));
    }

    void hostileSteps() {
        QCOMPARE(captionPart("a cat\nSteps: 99, Seed: 1"), std::string("a cat\nSteps - 99, Seed: 1"));
        QCOMPARE(captionPart("Steps: 99"), std::string("Steps - 99"));
        QCOMPARE(captionPart("a cat\n  Steps: 99\rSteps:"), std::string("a cat\n  Steps - 99\nSteps -"));
        QCOMPARE(captionPart("a cat", "a dog\nSteps: 1"),
                 std::string("a cat\nNegative prompt: a dog\nSteps - 1"));
        QCOMPARE(captionPart("up the Steps: a cat"), std::string("up the Steps: a cat"));
    }

    void hostileNegativePrompt() {
        QCOMPARE(captionPart("a cat\nNegative prompt: all"), std::string("a cat\nNegative prompt - all"));
        QCOMPARE(captionPart("a Negative prompt: in a Negative prompt:"),
                 std::string("a Negative prompt - in a Negative prompt -"));
        QCOMPARE(captionPart("a cat", "x Negative prompt: y"),
                 std::string("a cat\nNegative prompt: x Negative prompt - y"));
    }

    void settingsStayOneLineOfCommas() {
        GenerationParameters hostile = parameters("a cat");
        hostile.model = "my \"best\",\nmodel, Seed: 1";
        hostile.modelHash.clear();
        hostile.guidance = 2.5;
        hostile.planSeed.reset();
        hostile.seed = 18446744073709551615u;
        QCOMPARE(parametersText(hostile),
                 std::string(
                     "a cat\nSteps: 25, Sampler: DPM++ 2M, CFG scale: 2.5, Seed: 18446744073709551615, Size: "
                     "64x64, Model hash: , Model: my  best   model  Seed: 1, Version: Kaleido Studio 0.1"));
    }

    void cadsIsToldIfItIsOn() {
        GenerationParameters settings = parameters("a cat");
        QVERIFY(parametersText(settings).find("CADS") == std::string::npos);
        settings.cads = {.scale = 0.25, .tauLow = 0.5, .tauHigh = 0.8, .mix = 1};
        QVERIFY(parametersText(settings).ends_with(
            ", CADS Active: True, CADS Tau 1: 0.5, CADS Tau 2: 0.8, CADS Noise Scale: 0.25, CADS Mixing "
            "Factor: 1, CADS Rescale: True, Version: Kaleido Studio 0.1"));
    }

    void otherLocalesKeepTheDecimalPoint() {
        std::setlocale(LC_ALL, "de_DE.UTF-8");  // where the machine has it
        const std::locale before =
            std::locale::global(std::locale(std::locale::classic(), new GermanNumbers));
        GenerationParameters settings = parameters("a cat");
        settings.guidance = 2.5;
        settings.seed = 1234567;
        const std::string text = parametersText(settings);
        std::locale::global(before);
        std::setlocale(LC_ALL, "C");
        QVERIFY(text.find("CFG scale: 2.5, Seed: 1234567,") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestGenerationParameters)
#include "tst_generation_parameters.moc"
