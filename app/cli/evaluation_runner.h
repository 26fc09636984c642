#pragma once

#include "app/cli/missing_painter.h"
#include "app/cli/session.h"
#include "app/cli/shard.h"
#include "app/eval/evaluation_folder.h"
#include "app/eval/study.h"

#include <optional>
#include <string>
#include <vector>

namespace kaleido::cli {

/// What an evaluation is of.
struct EvaluationSubject {
    EvaluationSize size;
    ModelInfo model;
    std::optional<ModelInfo> noPlanModel = {};
};

/// Does what studies need by requests to an engine, and keeps it in a folder.
class EvaluationRunner : public EvaluationWork {
public:
    EvaluationRunner(Session& session, EvaluationFolder folder, EvaluationSubject subject, Shard shard)
        : m_session(session),
          m_folder(std::move(folder)),
          m_subject(std::move(subject)),
          m_painter(session, m_folder.pictures(), shard) {}

    const EvaluationSize& size() const override { return m_subject.size; }
    const ModelInfo& model() const override { return m_subject.model; }
    const ModelInfo* noPlanModel() const override {
        return m_subject.noPlanModel ? &*m_subject.noPlanModel : nullptr;
    }
    /// Pictures painted so far, without those that were there.
    std::size_t painted() const { return m_painter.painted(); }

    Result<std::vector<SceneDone>> scenes(const SceneChoice& choice) override;
    Result<std::vector<Plan>> plans(PlanRequest request) override;
    Result<void> paint(std::vector<PictureRecord> records) override;
    /// A picture that is missing or damaged is an error that says how to have it painted.
    Result<std::vector<Picture>> pictures(const std::vector<PictureRecord>& records) override;
    Result<std::vector<std::vector<ItemVerdict>>> judge(std::vector<Picture> pictures,
                                                        std::vector<Plan> plans) override;
    Result<std::vector<PlanVerdict>> read(std::vector<Plan> plans) override;
    Result<SetsMeasured> measure(std::vector<std::vector<Picture>> sets, std::int64_t renders) override;

private:
    Session& m_session;
    EvaluationFolder m_folder;
    EvaluationSubject m_subject;
    MissingPainter m_painter;
};

}  // namespace kaleido::cli
