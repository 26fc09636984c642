#include "engine/train/vocabulary_files.h"

#include "engine/io/atomic_file.h"
#include "engine/text/vocabulary.h"
#include "engine/text/word_forms.h"
#include "engine/train/dataset.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kaleido {
namespace {

std::string wordsOfWorld(const World& world) {
    std::string lines;
    for (const std::string& word : world.words()) lines += word + "\n";
    return lines;
}

Result<std::string> wordsOfFolder(const TrainConfig& config) {
    auto data = FolderDataset::open(
        *config.folder, {.size = config.model.resolution, .format = config.model.plan}, config.seed);
    if (!data) return data.error();
    std::map<std::string, std::int64_t> counts;
    const auto count = [&counts](std::string_view text) {
        for (const WordSpan& span : wordsIn(text)) ++counts[span.word];
    };
    for (std::size_t line = 0; line < (*data)->size(); ++line) {
        const Plan& plan = (*data)->planOf(line);
        count(plan.caption);
        count(plan.detail);
        for (const Item& item : plan.items) count(item.words);
    }
    std::string lines;
    for (const auto& [word, times] : counts) {
        // What no vocabulary can hold ("㏂", which is a.m., or a word of a thousand letters) stays unknown.
        if (!Vocabulary::problemWithEntry(word)) lines += fmt::format("{}\t{}\n", word, times);
    }
    return lines;
}

}  // namespace

Result<void> writeVocabulary(const TrainConfig& config, const World& world,
                             const std::filesystem::path& folder) {
    auto words = config.folder ? wordsOfFolder(config) : Result<std::string>(wordsOfWorld(world));
    if (!words) return words.error();
    std::string related;
    for (const RelatedWords& entry : world.relatedWords())
        related += fmt::format("{}: {}\n", entry.word, fmt::join(entry.known, ", "));
    if (auto written = writeFileAtomically(folder / "words.txt", *words); !written) return written;
    return writeFileAtomically(folder / "related-words.txt", related);
}

}  // namespace kaleido
