#pragma once

#include "engine/base/error.h"
#include "engine/base/limits.h"

#include <string>
#include <string_view>

namespace kaleido {

/// A caption the way tokenizers and vocabularies expect it: NFKC, lower case (both Unicode's, independent of
/// the locale), without invisible characters (zero-width, bidirectional and variation marks), white space
/// trimmed and each run of it, line breaks and tabs included, one space. Applying it again changes nothing.
/// An empty caption is fine; that it is empty is for the caller to mention. Fails on malformed UTF-8 (with
/// the byte offset), on control characters and on more than kMaxCaptionBytes.
Result<std::string> normaliseCaption(std::string_view caption);

}  // namespace kaleido
