#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace kaleido {

/// The bytes of a tokenizer or word list. Code::NotFound if `path` is missing, may not be read, or is a folder, a pipe or
/// another thing that is no regular file; Code::BadInput, before anything is read, if it is longer than `maxBytes`.
/// `what` it is, for the message: "tokenizer".
Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t maxBytes,
                                 std::string_view what);

}  // namespace kaleido
