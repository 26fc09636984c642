#pragma once

#include <string>
#include <string_view>

namespace kaleido::fuzz {

/// A PNG file whose chunks have the checksums that belong to their bytes, as far as the chunks can be followed:
/// mutations would else end at the first checksum. Other bytes come back as they are.
std::string withTrueChecksums(std::string_view png);

}  // namespace kaleido::fuzz
