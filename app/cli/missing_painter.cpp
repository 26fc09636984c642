#include "app/cli/missing_painter.h"

#include "app/cli/interrupt.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

namespace kaleido::cli {
namespace {

constexpr std::size_t kMostInBatch = 256;

}  // namespace

Result<std::vector<MissingPainter::Batch>> MissingPainter::missingOf(
    std::vector<PictureRecord> records) const {
    std::set<std::filesystem::path> seen;
    std::erase_if(records,
                  [&](const PictureRecord& record) { return !seen.insert(m_folder.fileOf(record)).second; });
    const Shard::Range mine = m_shard.rangeOf(records.size());
    std::vector<Batch> batches;
    for (std::size_t i = mine.begin; i < mine.end; ++i) {
        if (interruptRequested() != StopWhen::Never) return Error{Code::Cancelled, "stopped", "", ""};
        const auto held = m_folder.picture(records[i]);
        if (held && *held) continue;
        if (!held) fmt::print(stderr, "note: {}; painting it again\n", describe(held.error()));
        const Painting painting = paintingOf(records[i]);
        auto batch = std::ranges::find_if(batches, [&](const Batch& one) {
            return one.painting == painting && one.records.size() < kMostInBatch;
        });
        if (batch == batches.end()) batch = batches.insert(batches.end(), {painting, {}});
        batch->records.push_back(std::move(records[i]));
    }
    return batches;
}

Result<void> MissingPainter::paint(const std::filesystem::path& model, std::vector<PictureRecord> records) {
    const auto batches = missingOf(std::move(records));
    if (!batches) return batches.error();
    for (std::size_t i = 0; i < batches->size(); ++i) {
        if (batches->size() > 1) fmt::print(stderr, "part {} of {}\n", i + 1, batches->size());
        if (auto painted = paint(model, (*batches)[i]); !painted) return painted;
    }
    return {};
}

Result<void> MissingPainter::paint(const std::filesystem::path& model, const Batch& batch) {
    GenerateRequest request = requestFor(batch.painting, model);
    for (const PictureRecord& record : batch.records) {
        request.plans.push_back(record.plan);
        request.seeds.push_back(record.seed);
    }
    return m_session.run(request, [&](const Event& event) -> Result<void> {
        const auto* done = std::get_if<PictureDone>(&event.body);
        if (!done) return {};
        PictureRecord record = batch.records[static_cast<std::size_t>(done->ref.plan)];
        record.width = done->picture.width;
        record.height = done->picture.height;
        record.microBatch = done->microBatch;
        if (auto kept = m_folder.keep(done->picture, std::move(record)); !kept) return kept;
        ++m_painted;
        return {};
    });
}

}  // namespace kaleido::cli
