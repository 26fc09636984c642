#pragma once

#include "engine/base/error.h"
#include "engine/io/cads_settings.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// Everything it takes to paint a picture again: what the `kaleido` text of our PNG files holds, for one picture or for
/// each cell of a grid.
///
///   {"format":"kaleido-picture","version":1,"pictures":[{"plan":{…},"kinds":"all","negative":"","seed":7, …}]}
struct PictureRecord {
    Plan plan;                   ///< caption included
    Kinds kinds = Kinds::all();  ///< which parts of the plan conditioned the painting
    std::string negative;
    std::uint64_t seed = 0;  ///< of this picture's noise
    std::string sampler;
    double eta = 0;
    int steps = 0;
    double guidance = 0;
    double rescale = 0;
    CadsSettings cads;  ///< only told if it is on
    int width = 0;      ///< pixels
    int height = 0;
    std::string modelId;
    std::string modelHash;  ///< SHA-256 of model.json
    std::string codeVersion;
    std::string device;     ///< "cpu (avx512_bf16)"
    std::string precision;  ///< "bfloat16" or "float32"
    int microBatch = 0;     ///< pictures painted together; each is the same in any batch
    std::string run;        ///< names the run that made it; may be empty
    int row = 0;            ///< place in a grid
    int column = 0;

    bool operator==(const PictureRecord&) const = default;
};

constexpr int kPictureRecordVersion = 1;

/// The records as one line of ASCII JSON (other characters escaped).
std::string recordsToJson(const std::vector<PictureRecord>& records);

/// Reads records, which are untrusted: strict, bounded, errors name `path` and the place by JSON pointer; a newer version is
/// refused. The plans are not validated; see validate().
Result<std::vector<PictureRecord>> recordsFromJson(std::string_view text, const std::string& path);

/// One record as a value, for files that hold records among other things.
JsonValue recordToValue(const PictureRecord& record);
PictureRecord recordFromNode(const JsonNode& node);

}  // namespace kaleido
