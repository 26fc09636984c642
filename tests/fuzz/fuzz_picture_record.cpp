// The records in our pictures. What is accepted can be written and read back equal, and its caption cannot forge
// another part of the `parameters` text.
#include "engine/io/generation_parameters.h"
#include "engine/io/picture_record.h"
#include "tests/fuzz/fuzz.h"

using namespace kaleido;

namespace {

/// How often `what` begins a line, spaces before it aside.
int linesThatBegin(std::string_view text, std::string_view what) {
    int lines = 0;
    while (true) {
        const std::size_t word = std::min(text.find_first_not_of(" \t\v\f\r"), text.size());
        if (text.substr(word).starts_with(what)) ++lines;
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

void checkParameters(const PictureRecord& record) {
    const GenerationParameters parameters{.caption = record.plan.caption,
                                          .negative = record.negative,
                                          .steps = record.steps,
                                          .sampler = record.sampler,
                                          .guidance = record.guidance,
                                          .seed = record.seed,
                                          .width = record.width,
                                          .height = record.height,
                                          .modelHash = record.modelHash,
                                          .model = record.modelId,
                                          .version = record.codeVersion};
    const std::string text = parametersText(parameters);
    fuzz::require(linesThatBegin(text, "Steps:") == 1, "one line holds the settings");
    fuzz::require(linesThatBegin(text, "Negative prompt:") <= 1,
                  "at most one line begins the negative caption");
    const std::size_t last = text.rfind('\n') + 1;
    fuzz::require(text.substr(last).starts_with("Steps: "), "the settings are the last line");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto records = recordsFromJson(fuzz::textOf(data, size), "picture.png");
    if (!records) {
        fuzz::requireReadable(records.error());
        return 0;
    }
    const auto again = recordsFromJson(recordsToJson(*records), "again.png");
    fuzz::require(again.ok() && *again == *records, "records come back as they were");
    for (const PictureRecord& record : *records) checkParameters(record);
    return 0;
}
