// model.json. What is accepted can be written and read back equal, its files lie in the model's folder, and its plan
// format is one that the grammar can work with.
#include "engine/io/model_manifest.h"
#include "engine/plan/grammar.h"
#include "engine/plan/validate.h"
#include "tests/fuzz/fuzz.h"

using namespace kaleido;

namespace {

void checkFiles(const ModelManifest& manifest) {
    for (const ModelFile& file : manifest.files) {
        const auto path = ("/models/this" / std::filesystem::path(file.path)).lexically_normal();
        fuzz::require(path.string().starts_with("/models/this/"), "a file lies inside the folder");
        fuzz::require(manifest.fileFor(file.role) == &file, "every file is found by its role");
    }
}

void checkPlanFormat(const PlanFormat& format) {
    Plan plan;
    plan.caption = "a cat";
    plan.items.push_back({.id = ItemId{1},
                          .words = "cat",
                          .box = Box{0.1, 0.2, 0.3, 0.9},
                          .blob = Blob{{0.5, 0.5}, 0.1, 0.2, 30}});
    const auto again = readPlan(writePlan(plan, Kinds::all(), format, Purpose::Target), format);
    fuzz::require(again.ok() && !hasErrors(validate(*again, format)),
                  "a plan goes through the model's grammar");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = manifestFromJson(fuzz::textOf(data, size), "model.json");
    if (!manifest) {
        fuzz::requireReadable(manifest.error());
        return 0;
    }
    checkFiles(*manifest);
    checkPlanFormat(manifest->plan);
    auto again = manifestFromJson(manifestToJson(*manifest), "again.json");
    fuzz::require(again.ok(), "a manifest that was written is read");
    again->hash = manifest->hash;  // of other bytes
    fuzz::require(*again == *manifest, "a manifest comes back as it was");
    return 0;
}
