#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/plan/plan.h"
#include "engine/runtime/job.h"

#include <set>
#include <string>

namespace kaleido {

/// The caption normalised, or Code::BadInput for one that cannot be used (too long, not UTF-8, control characters).
/// `field` says which caption of the request it is.
Result<std::string> checkedCaption(const std::string& caption, const std::string& field);

/// Says what is unusual about normalised captions and labels: empty captions, words that the model does not know with what
/// is nearest to them, captions that are longer than the model reads. Nothing unknown is ever painted without a word about
/// it, and nothing is said twice.
class CaptionNotices {
public:
    CaptionNotices(JobContext& context, const KaleidoModel& model) : m_context(context), m_model(model) {}

    void ofCaption(const std::string& caption);
    /// Unknown words in the labels that hands have written.
    void ofEditedItems(const Plan& plan);

private:
    void ofWords(const std::string& text);

    JobContext& m_context;
    const KaleidoModel& m_model;
    std::set<std::string> m_said;  ///< captions and words
};

}  // namespace kaleido
