#include "engine/api/model_registry.h"

namespace kaleido {
namespace {

/// Weights in the file and, converted, in memory; and what building the networks takes.
constexpr std::uint64_t kCopies = 4;

}  // namespace

Result<std::shared_ptr<const KaleidoModel>> ModelRegistry::get(const std::filesystem::path& folder,
                                                               Precision precision,
                                                               const MemoryBudget& memory) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    if (m_model && m_model->folder() == folder && m_model->precision() == precision &&
        m_model->manifest().hash == manifest->hash) {
        return m_model;
    }
    m_model.reset();
    std::uint64_t bytes = 0;
    for (const ModelFile& file : manifest->files) bytes += file.size;
    if (auto admitted = memory.ask({.what = "loading " + manifest->id, .fixed = kCopies * bytes});
        !admitted) {
        return admitted.error();
    }
    auto model = KaleidoModel::load(folder, precision);
    if (!model) return model.error();
    m_model = *std::move(model);
    return m_model;
}

}  // namespace kaleido
