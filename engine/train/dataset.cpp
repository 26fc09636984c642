#include "engine/train/dataset.h"

#include "engine/base/random.h"
#include "engine/io/json_value.h"
#include "engine/io/picture_file.h"
#include "engine/io/picture_resize.h"
#include "engine/io/plan_json.h"

#include <fmt/format.h>

#include <fstream>
#include <numeric>
#include <stdexcept>

namespace kaleido {

std::uint64_t sceneSeed(Split split, std::uint64_t runSeed, std::uint64_t index) {
    return split == Split::HeldOut ? index % kHeldOutScenes : splitmix(runSeed, index);
}

Sample WorldDataset::at(std::uint64_t index) const {
    Scene scene = m_world->scene(sceneSeed(m_split, m_seed, index), {.size = m_size, .split = m_split});
    return {std::move(scene.plan), std::move(scene.picture)};
}

Plan WorldDataset::textAt(std::uint64_t index) const {
    return m_world->textScene(sceneSeed(m_split, m_seed, index), m_split).plan;
}

Result<std::unique_ptr<FolderDataset>> FolderDataset::open(const std::filesystem::path& folder, Split split,
                                                           int size, std::uint64_t seed) {
    const std::filesystem::path index = folder / "data.jsonl";
    std::ifstream file(index);
    if (!file) {
        return Error{Code::NotFound, "a data folder needs a readable data.jsonl; `kaleido world` writes one",
                     index.string(), ""};
    }
    std::unique_ptr<FolderDataset> dataset(new FolderDataset);
    dataset->m_size = size;
    dataset->m_seed = seed;
    int number = 0;
    for (std::string text; std::getline(file, text);) {
        ++number;
        if (text.empty()) continue;
        const std::string place = fmt::format("line {}", number);
        auto document = parseJson(text, index.string());
        if (!document) return Error{document.error().code, document.error().message, index.string(), place};
        const JsonValue* picture = document->find("picture");
        const JsonValue* plan = document->find("plan");
        if (!picture || !picture->string() || !plan) {
            return Error{Code::BadInput, "needs a text \"picture\" and an object \"plan\"", index.string(),
                         place};
        }
        auto read = planFromJson(writeJson(*plan), index.string());
        if (!read) return Error{Code::BadInput, describe(read.error()), index.string(), place};
        const std::filesystem::path path = folder / *picture->string();
        if (!std::filesystem::exists(path))
            return Error{Code::NotFound, "the picture is missing", path.string(), ""};
        // Every twentieth picture is held out.
        const bool heldOut = fnv1a(*picture->string()) % 20 == 0;
        if (heldOut == (split == Split::HeldOut)) dataset->m_lines.push_back({path, *std::move(read)});
    }
    if (dataset->m_lines.empty()) {
        return Error{Code::BadInput,
                     "holds too few pictures; every twentieth is held out, the rest is for training",
                     index.string(), ""};
    }
    return dataset;
}

const FolderDataset::Line& FolderDataset::lineAt(std::uint64_t index) const {
    // A new order every epoch, worked out anew from its number so that any sample can be asked for; cheap beside a step.
    const std::uint64_t epoch = index / m_lines.size();
    std::vector<std::uint32_t> order(m_lines.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(splitmix(m_seed, epoch));
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    }
    return m_lines[order[index % m_lines.size()]];
}

Sample FolderDataset::at(std::uint64_t index) const {
    const Line& line = lineAt(index);
    auto picture = readPicture(line.picture);
    if (!picture) throw std::runtime_error(describe(picture.error()));
    return {line.plan, fitSquare(*picture, m_size)};
}

}  // namespace kaleido
