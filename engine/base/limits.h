#pragma once

#include <cstddef>

namespace kaleido {

/// The longest caption, in bytes of UTF-8, before and after normalisation: many times what the encoder reads.
constexpr std::size_t kMaxCaptionBytes = 4096;

}  // namespace kaleido
