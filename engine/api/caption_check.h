#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/runtime/job.h"

#include <string>

namespace kaleido {

/// The caption normalised, or Code::BadInput for one that cannot be used (too long, not UTF-8, control characters).
Result<std::string> checkedCaption(const std::string& caption);

/// Says what is unusual about a normalised caption: that it is empty, or which words the model does not know and what is
/// nearest to them. An unknown caption is never painted without a word about it.
void postCaptionNotices(JobContext& context, const KaleidoModel& model, const std::string& caption);

}  // namespace kaleido
