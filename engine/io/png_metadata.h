#pragma once

#include "engine/base/error.h"
#include "engine/io/generation_parameters.h"
#include "engine/io/png_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// How much an exported picture tells about itself.
enum class MetadataChoice {
    Full,      ///< everything: the settings, and the whole truth with caption, plan and seeds
    Settings,  ///< the `parameters` text only, without the plan
    None,      ///< not one text chunk
};

/// What one of our pictures carries.
struct PictureMetadata {
    GenerationParameters parameters{};
    std::string kaleido{};  ///< the versioned JSON document, in ASCII (other characters escaped)
    bool xmp = true;        ///< say in XMP that the picture was made by a trained algorithm; not with None
};

/// Keywords of our texts. The JSON is untrusted when it is read back, like all that readPngTexts() gives.
constexpr std::string_view kParametersKeyword = "parameters";
constexpr std::string_view kKaleidoKeyword = "kaleido";

/// The texts that say as much of the metadata as was chosen. A `kaleido` text that is not ASCII is a broken promise and
/// throws std::invalid_argument.
std::vector<PngText> metadataTexts(const PictureMetadata& metadata, MetadataChoice choice);

/// The PNG file with as much of the metadata as was chosen, and no other text, time or Exif chunk. Fails if `png` is
/// not a sound PNG file. A `kaleido` text that is not ASCII is a broken promise and throws std::invalid_argument.
Result<std::string> withMetadata(std::string_view png, const PictureMetadata& metadata,
                                 MetadataChoice choice);

}  // namespace kaleido
