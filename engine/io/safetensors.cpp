#include "engine/io/safetensors.h"

#include "engine/base/limits.h"
#include "engine/io/safetensors_header.h"

#include <fmt/format.h>
#include <bit>
#include <cstring>
#include <utility>

static_assert(std::endian::native == std::endian::little,
              "safetensors bytes are used as they stand in the file");

namespace kaleido {
namespace {

constexpr std::size_t kLengthBytes = 8;

}  // namespace

Result<SafeTensorsFile> SafeTensorsFile::open(const std::filesystem::path& path) {
    Result<MappedFile> mapped = MappedFile::open(path);
    if (!mapped) return mapped.error();
    const auto bad = [&](std::string message) {
        return Error{Code::BadWeights, std::move(message), path.string(), {}};
    };
    const std::span<const std::byte> bytes = mapped->bytes();
    if (bytes.size() < kLengthBytes) {
        return bad(fmt::format("{} bytes are too few for a safetensors file", bytes.size()));
    }
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, bytes.data(), kLengthBytes);
    if (headerBytes > kMaxTensorHeaderBytes) {
        return bad(
            fmt::format("claims a header of {} bytes, at most {} are read; it may be no safetensors file",
                        headerBytes, kMaxTensorHeaderBytes));
    }
    if (headerBytes > bytes.size() - kLengthBytes) {
        return bad(fmt::format("claims a header of {} bytes, but only {} follow; the file was cut short",
                               headerBytes, bytes.size() - kLengthBytes));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + kLengthBytes, headerBytes);
    const std::span<const std::byte> data = bytes.subspan(kLengthBytes + headerBytes);
    Result<SafeTensorsHeader> header = parseHeader(text, data.size(), path.string());
    if (!header) return header.error();

    SafeTensorsFile file(path, std::move(*mapped));
    file.m_metadata = std::move(header->metadata);
    for (TensorEntry& entry : header->entries) {
        file.m_index.emplace(entry.name, file.m_tensors.size());
        file.m_tensors.push_back({.name = std::move(entry.name),
                                  .dtype = entry.dtype,
                                  .shape = std::move(entry.shape),
                                  .bytes = data.subspan(entry.begin, entry.end - entry.begin)});
    }
    return file;
}

const TensorView* SafeTensorsFile::find(std::string_view name) const {
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &m_tensors[found->second];
}

}  // namespace kaleido
