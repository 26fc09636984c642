#include "engine/text/text_file.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <system_error>

namespace kaleido {

Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t maxBytes,
                                 std::string_view what) {
    std::error_code failure;
    const bool isFile = std::filesystem::is_regular_file(path, failure);
    const std::uintmax_t size = isFile ? std::filesystem::file_size(path, failure) : 0;
    std::ifstream file;
    if (isFile && !failure) file.open(path, std::ios::binary);
    if (!file.is_open())
        return Error{Code::NotFound,
                     fmt::format("cannot read the {}; is it there and readable?", what),
                     path.string(),
                     {}};
    if (size > maxBytes)
        return Error{Code::BadInput,
                     fmt::format("the {} has {} bytes, at most {} are read; it is another kind of file", what,
                                 size, maxBytes),
                     path.string(),
                     {}};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));  // shorter, if it was cut meanwhile
    return bytes;
}

}  // namespace kaleido
