#pragma once

#include "engine/api/model_info.h"
#include "engine/base/error.h"
#include "engine/io/picture_record.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The records that a PNG file of ours carries, at least one. They are untrusted, and their plans unchecked. BadInput if it
/// carries none; errors name `path`.
Result<std::vector<PictureRecord>> recordsOfPng(std::string_view png, const std::string& path);

/// BadPlan, naming the place, if one of the plans cannot be painted by a model of this format.
Result<void> checkPlans(const std::vector<PictureRecord>& records, const PlanFormat& format,
                        const std::string& path);

/// What comes of painting the picture of a record again with this model, in this program, on this machine.
enum class PaintedAgain {
    Same,       ///< pixel by pixel
    Close,      ///< other code or another kind of processor
    OtherModel  ///< another picture
};
PaintedAgain paintedAgain(const PictureRecord& record, const ModelInfo& model);

}  // namespace kaleido
