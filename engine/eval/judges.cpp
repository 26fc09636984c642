#include "engine/eval/judges.h"

#include "engine/io/safetensors.h"
#include "engine/nn/weights.h"
#include "engine/world/atlas.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace kaleido {
namespace {

constexpr const char* kFormat = "kaleido-judges";
constexpr const char* kVersion = "1";
constexpr int kLeastSide = 16, kMostSide = 1024;  ///< of the pictures; the classifier halves them four times

std::string thingsOf(const Atlas& atlas) {
    std::vector<std::string> names;
    for (const Thing& thing : atlas.things()) names.push_back(thing.name);
    return fmt::format("{}", fmt::join(names, ","));
}

std::string stylesOf(const Atlas& atlas) {
    return fmt::format("{}", fmt::join(atlas.styles(), ","));
}

}  // namespace

JudgesImpl::JudgesImpl(const WorldClasses& classes)
    : classifier(register_module("classifier", ThingClassifier(classes))),
      segmenter(register_module("segmenter", ThingSegmenter(classes))) {}

Result<void> saveJudges(const JudgesImpl& judges, int resolution, const Atlas& atlas, const JudgeFacts& facts,
                        const std::filesystem::path& path) {
    JudgeFacts metadata = facts;
    metadata["format"] = kFormat;
    metadata["version"] = kVersion;
    metadata["resolution"] = std::to_string(resolution);
    metadata["things"] = thingsOf(atlas);
    metadata["styles"] = stylesOf(atlas);
    return saveWeights(judges, path, torch::kBFloat16, metadata);
}

Result<LoadedJudges> loadJudges(const std::filesystem::path& path, const Atlas& atlas) {
    const auto file = SafeTensorsFile::open(path);
    if (!file) return file.error();
    LoadedJudges loaded;
    loaded.facts = file->metadata();
    const auto says = [&loaded](const char* name, const std::string& value) {
        const auto found = loaded.facts.find(name);
        return found != loaded.facts.end() && found->second == value;
    };
    const auto bad = [&path](const char* message, const char* name) {
        return Error{Code::BadWeights, message, path.string(), fmt::format("/__metadata__/{}", name)};
    };
    if (!says("format", kFormat))
        return bad("is no file of judging networks; name a judges.safetensors", "format");
    if (!says("version", kVersion))
        return bad("is of another version than this program reads (1); train the judges anew", "version");
    if (!says("things", thingsOf(atlas)) || !says("styles", stylesOf(atlas)))
        return bad("learned other things or styles than the sprites here hold; train the judges anew",
                   "things");
    const std::string& side = loaded.facts["resolution"];
    const auto read = std::from_chars(side.data(), side.data() + side.size(), loaded.resolution);
    if (read.ec != std::errc() || loaded.resolution < kLeastSide || loaded.resolution > kMostSide ||
        loaded.resolution % kLeastSide != 0)
        return bad("must be a multiple of 16 from 16 to 1024; train the judges anew", "resolution");
    loaded.networks = Judges(WorldClasses::of(atlas));
    if (auto filled = loadWeights(*loaded.networks, *file); !filled) return filled.error();
    loaded.networks->eval();
    return loaded;
}

}  // namespace kaleido
