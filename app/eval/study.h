#pragma once

#include "app/eval/evaluation_results.h"
#include "app/eval/evaluation_size.h"
#include "app/eval/report_page.h"
#include "engine/api/model_info.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/io/picture_record.h"
#include "engine/runtime/results.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kaleido {

/// Scenes of the world that an evaluation uses: those with the seeds `first`, `first` + 1, …
struct SceneChoice {
    std::string split = "held_out";  ///< or "composition"
    std::uint64_t first = 0;
    int count = 0;
};

/// What studies need done. Who runs an evaluation implements it by requests to the engine; what was made once is kept and
/// not made again.
class EvaluationWork {
public:
    virtual ~EvaluationWork() = default;

    virtual const EvaluationSize& size() const = 0;
    virtual const ModelInfo& model() const = 0;
    /// A network that was trained without plans, to compare with; null if there is none.
    virtual const ModelInfo* noPlanModel() const = 0;

    virtual Result<std::vector<SceneDone>> scenes(const SceneChoice& choice) = 0;
    /// The plans of a request whose model need not be set, in their order.
    virtual Result<std::vector<Plan>> plans(PlanRequest request) = 0;
    /// Paints the pictures that are not there yet, each by the model that its record names.
    virtual Result<void> paint(std::vector<PictureRecord> records) = 0;
    /// Pictures that were painted, in the order of their records.
    virtual Result<std::vector<Picture>> pictures(const std::vector<PictureRecord>& records) = 0;

    virtual Result<std::vector<std::vector<ItemVerdict>>> judge(std::vector<Picture> pictures,
                                                                std::vector<Plan> plans) = 0;
    virtual Result<std::vector<PlanVerdict>> read(std::vector<Plan> plans) = 0;
    /// Without `renders` no distance is measured.
    virtual Result<SetsMeasured> measure(std::vector<std::vector<Picture>> sets, std::int64_t renders) = 0;
};

/// What studies found, to be added to.
struct Findings {
    std::vector<ResultTable> tables;
    std::vector<ResultChart> charts;
    std::vector<ReportPicture> pictures;
};

/// One question to a model and how it is answered.
class Study {
public:
    virtual ~Study() = default;
    /// Paints all that it needs.
    virtual Result<void> paint(EvaluationWork& work) = 0;
    /// Measures what was painted.
    virtual Result<void> measure(EvaluationWork& work, Findings& findings) = 0;
};

/// What pictures of an evaluation have in common: the model's defaults, or a network without plans at the same settings.
PictureRecord evaluationRecord(const ModelInfo& model);

}  // namespace kaleido
