#pragma once

#include "app/eval/evaluation_results.h"
#include "app/painting/picture_folder.h"
#include "engine/api/model_info.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/plan/plan.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// Where an evaluation keeps what it makes, so that it can be stopped, spread over days and shared by processes:
///     evaluation.json        which model it is of
///     plans/, pictures/      sampled plans and painted pictures, each made once
///     quick.json, quick.html, quick-sets.png …
///                            results, report and its pictures; the same of a full evaluation
class EvaluationFolder {
public:
    /// Makes the folder if need be. Refuses one that belongs to another model (BadInput).
    static Result<EvaluationFolder> create(const std::filesystem::path& folder, const ModelInfo& model);

    const std::filesystem::path& path() const { return m_folder; }
    const PictureFolder& pictures() const { return m_pictures; }
    std::filesystem::path resultsFile(const std::string& size) const { return m_folder / (size + ".json"); }
    std::filesystem::path reportFile(const std::string& size) const { return m_folder / (size + ".html"); }

    std::filesystem::path pictureFile(const std::string& size, const std::string& id) const {
        return m_folder / (size + "-" + id + ".png");
    }

    /// The plans of a request that were kept; nothing if there are none, or if they are damaged.
    std::optional<std::vector<Plan>> plans(const PlanRequest& request) const;
    Result<void> keep(const PlanRequest& request, const std::vector<Plan>& plans) const;

private:
    EvaluationFolder(std::filesystem::path folder, std::string modelHash);
    std::filesystem::path fileOf(const PlanRequest& request) const;

    std::filesystem::path m_folder;
    std::string m_modelHash;
    PictureFolder m_pictures;
};

/// Results with what a later evaluation of the same model, judges and size found put in place of what it measured again; of
/// another model, judges or size: the later alone.
EvaluationResults updated(const EvaluationResults& before, EvaluationResults later);

}  // namespace kaleido
