#include "engine/train/dataset.h"

#include "engine/base/random.h"
#include "engine/io/json_value.h"
#include "engine/io/picture_file.h"
#include "engine/io/picture_resize.h"
#include "engine/io/plan_json.h"
#include "engine/plan/mosaic.h"
#include "engine/plan/sentences.h"
#include "engine/plan/validate.h"

#include <fmt/format.h>

#include <fstream>
#include <numeric>

namespace kaleido {
namespace {

/// Every order is as likely as any other.
std::vector<std::uint32_t> shuffled(std::size_t count, std::uint64_t seed) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    }
    return order;
}

}  // namespace

std::uint64_t sceneSeed(Split split, std::uint64_t runSeed, std::uint64_t index) {
    return split == Split::HeldOut ? index % kHeldOutScenes : splitmix(runSeed, index);
}

Sample WorldDataset::at(std::uint64_t index) const {
    Scene scene = m_world->scene(sceneSeed(m_scenes.split, m_seed, index), m_scenes);
    return {std::move(scene.plan), std::move(scene.picture)};
}

Plan WorldDataset::textAt(std::uint64_t index) const {
    return m_world->textScene(sceneSeed(m_scenes.split, m_seed, index), m_scenes.split).plan;
}

Result<FolderDataset::Line> FolderDataset::readLine(const std::string& text, const PlanFormat& format) {
    auto document = parseJson(text, "");
    if (!document) return document.error();
    const JsonValue* picture = document->find("picture");
    const JsonValue* plan = document->find("plan");
    if (!picture || !picture->string() || !plan)
        return Error{Code::BadInput, "needs a text \"picture\" and an object \"plan\"", "", ""};
    auto read = planFromJson(writeJson(*plan), "");
    if (!read) return Error{Code::BadInput, describe(read.error()), "", ""};
    // Nothing of it is edited or stale, and the grids are the picture's own.
    read->sentences.assign(splitSentences(read->detail).size(), {});
    read->colors = {};
    read->tokens = {};
    if (auto fine = firstError(checkCaption(read->caption), Code::BadInput); !fine) return fine.error();
    if (auto fine = firstError(validate(*read, format), Code::BadInput); !fine) return fine.error();
    return Line{*picture->string(), *std::move(read)};
}

Result<std::unique_ptr<FolderDataset>> FolderDataset::open(const std::filesystem::path& folder,
                                                           const SceneOptions& options, std::uint64_t seed) {
    const std::filesystem::path index = folder / "data.jsonl";
    std::ifstream file(index);
    if (!file) {
        return Error{Code::NotFound, "a data folder needs a readable data.jsonl; `kaleido world` writes one",
                     index.string(), ""};
    }
    std::unique_ptr<FolderDataset> dataset(new FolderDataset(options, seed));
    int number = 0;
    for (std::string text; std::getline(file, text);) {
        ++number;
        if (text.empty()) continue;
        auto line = readLine(text, options.format);
        if (!line)
            return Error{line.error().code, line.error().message, index.string(),
                         fmt::format("line {}", number)};
        // Every twentieth picture is held out.
        const bool heldOut = fnv1a(line->picture.string()) % 20 == 0;
        line->picture = folder / line->picture;
        if (!std::filesystem::exists(line->picture))
            return Error{Code::NotFound, "the picture is missing", line->picture.string(), ""};
        if (heldOut == (options.split == Split::HeldOut)) dataset->m_lines.push_back(*std::move(line));
    }
    if (dataset->m_lines.empty()) {
        return Error{Code::BadInput,
                     "holds too few pictures; every twentieth is held out, the rest is for training",
                     index.string(), ""};
    }
    return dataset;
}

const FolderDataset::Line& FolderDataset::lineAt(std::uint64_t index) const {
    const std::uint64_t epoch = index / m_lines.size();
    const std::scoped_lock lock(m_mutex);
    if (m_order.empty() || m_epoch != epoch) {
        m_order = shuffled(m_lines.size(), splitmix(m_seed, epoch));
        m_epoch = epoch;
    }
    return m_lines[m_order[index % m_lines.size()]];
}

Sample FolderDataset::at(std::uint64_t index) const {
    const Line& line = lineAt(index);
    auto picture = readPicture(line.picture);
    if (!picture) throw BadSample(picture.error());
    if (picture->width != picture->height) {
        throw BadSample(
            {Code::BadInput,
             fmt::format("is {} × {} pixels, but pictures of a data folder are square; crop it, and tell "
                         "its plan's places for what is left",
                         picture->width, picture->height),
             line.picture.string(), ""});
    }
    Sample sample{line.plan, fitSquare(*picture, m_size)};
    sample.plan.colors = mosaicOf(sample.picture, m_format);
    return sample;
}

}  // namespace kaleido
