#include "engine/api/model_info.h"

#include "engine/base/machine.h"
#include "engine/io/model_manifest.h"
#include "engine/text/vocabulary.h"

namespace kaleido {

Result<ModelInfo> readModelInfo(const std::filesystem::path& folder) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    ModelInfo info{.folder = folder,
                   .id = manifest->id,
                   .title = manifest->title,
                   .licence = manifest->licence,
                   .hash = manifest->hash,
                   .plan = manifest->plan,
                   .resolution = manifest->resolution,
                   .trainingPictures = manifest->training.pictures,
                   .trainingCommit = manifest->training.commit,
                   .sampler = manifest->defaults.sampler,
                   .steps = manifest->defaults.steps,
                   .guidance = manifest->defaults.guidance,
                   .temperature = manifest->defaults.temperature,
                   .topP = manifest->defaults.topP};
    for (const ModelFile& file : manifest->files) info.bytes += file.size;
    if (const ModelFile* file = manifest->fileFor("vocabulary")) {
        const auto vocabulary = Vocabulary::open(manifest->pathOf(*file));
        if (!vocabulary) return vocabulary.error();
        info.words = vocabulary->words().size();
    }
    return info;
}

std::string defaultPrecision() {
    return cpuFacts().fastBfloat16 ? "bfloat16" : "float32";
}

}  // namespace kaleido
