#include "engine/api/model_registry.h"

#include "engine/runtime/memory_budget.h"

namespace kaleido {
namespace {

/// Weights in the file and, converted, in memory; and what building the networks takes.
constexpr std::uint64_t kCopies = 4;

}  // namespace

Result<std::shared_ptr<const KaleidoModel>> ModelRegistry::get(const std::filesystem::path& folder,
                                                               std::optional<Precision> precision,
                                                               const JobContext& context) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    const bool here = m_model && m_model->folder() == folder && m_model->manifest().hash == manifest->hash;
    if (here && (!precision || m_model->precision() == *precision)) return m_model;
    m_model.reset();
    std::uint64_t bytes = 0;
    for (const ModelFile& file : manifest->files) bytes += file.size;
    if (auto admitted = context.memory().ask({.what = "loading " + manifest->id, .fixed = kCopies * bytes});
        !admitted) {
        return admitted.error();
    }
    auto model = KaleidoModel::load(folder, precision.value_or(fastestPrecision()), context.cancel());
    if (!model) return model.error();
    m_model = *std::move(model);
    return m_model;
}

}  // namespace kaleido
