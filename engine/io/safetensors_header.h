#pragma once

#include "engine/io/safetensors.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The member of the header that is no tensor.
constexpr std::string_view kMetadataName = "__metadata__";

/// What a safetensors header says of one tensor.
struct TensorEntry {
    std::string name;
    DType dtype = DType::Float32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< first byte, counted from the end of the header
    std::uint64_t end = 0;    ///< one past the last byte
};

struct SafeTensorsHeader {
    std::vector<TensorEntry> entries;  ///< by their place in the file
    std::map<std::string, std::string> metadata;
};

/// Bytes of a tensor of this shape; nothing if a dimension is negative or the number does not fit 63 bits.
std::optional<std::uint64_t> bytesOf(std::span<const std::int64_t> shape, DType dtype);

/// Reads a header (the JSON text) and checks it against the bytes that follow it in the file. Errors are
/// those of SafeTensorsFile::open().
Result<SafeTensorsHeader> parseHeader(std::string_view text, std::uint64_t dataBytes,
                                      const std::string& path);

/// The header as JSON text, padded so that 8 + its length is a multiple of 8.
std::string headerText(const SafeTensorsHeader& header);

}  // namespace kaleido
