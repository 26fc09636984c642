#pragma once

#include <string>
#include <string_view>

namespace kaleido {

/// A name that came out of a file, fit for one line of a message: at most 80 bytes of it (cut between
/// characters, with an ellipsis), control characters and bytes that are not UTF-8 replaced by '?'.
std::string printable(std::string_view name);

/// The same in single quotes.
std::string inQuotes(std::string_view name);

}  // namespace kaleido
