#pragma once

#include "engine/api/model_info.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/io/cads_settings.h"
#include "engine/io/picture_record.h"

#include <string>

namespace kaleido {

/// How pictures are painted, whatever is painted. The same settings, plan and seed give the same picture.
struct Painting {
    Kinds kinds = Kinds::all();
    std::string negative;
    std::string sampler;
    double eta = 0;
    int steps = 0;
    double guidance = 0;
    double rescale = 0;
    CadsSettings cads;
    bool bfloat16 = false;

    bool operator==(const Painting&) const = default;
};

/// What the model's manifest and this processor suggest.
Painting defaultPainting(const ModelInfo& info);
/// How a picture was painted.
Painting paintingOf(const PictureRecord& record);

/// The request without its plans and seeds.
GenerateRequest requestFor(const Painting& painting, const std::filesystem::path& model);
/// A record without plan, seed, size and place.
PictureRecord recordFor(const Painting& painting, const ModelInfo& info);

std::string precisionName(const Painting& painting);
/// The code, as it is told in records: "Kaleido Studio 0.1.0".
std::string codeVersion();
/// The device, as it is told in records: "cpu (avx512_bf16)".
std::string deviceText();

}  // namespace kaleido
