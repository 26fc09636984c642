#pragma once

#include "engine/plan/format.h"

#include <array>
#include <string_view>
#include <utility>

namespace kaleido {

// Names that reading and writing model.json share.

constexpr std::string_view kManifestFormat = "kaleido-model";

using ManifestKind = std::pair<const char*, bool Kinds::*>;
constexpr std::array<ManifestKind, 5> kManifestKinds = {{{"text", &Kinds::text},
                                                         {"bbox", &Kinds::boxes},
                                                         {"blob", &Kinds::blobs},
                                                         {"voken", &Kinds::tokens},
                                                         {"color", &Kinds::colors}}};

}  // namespace kaleido
