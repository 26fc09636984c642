#pragma once

#include "engine/base/error.h"
#include "engine/io/mapped_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// Element types of a safetensors file that are read and written; others are refused by name.
enum class DType { Float64, Float32, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };

std::size_t sizeOf(DType dtype);                ///< bytes an element
std::string_view safeTensorsName(DType dtype);  ///< as the file says it: "F32", "BF16", …

/// A named tensor whose bytes belong to somebody else: row-major, little-endian. No shape means one element.
/// The bytes of a file stand at any address, so copy them out (memcpy) instead of casting the pointer.
struct TensorView {
    std::string name;
    DType dtype = DType::Float32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// A safetensors file, memory-mapped and checked whole when it is opened: every tensor's bytes lie inside the
/// file, fit its shape and overlap no other's; together they cover the file without a gap. Move-only; views
/// stay valid as long as this object (wherever it is moved to) lives. Reading from several threads is fine.
class SafeTensorsFile {
public:
    /// Errors: Code::NotFound, or Code::BadWeights with the tensor's name as the field.
    static Result<SafeTensorsFile> open(const std::filesystem::path& path);

    /// In the order of their bytes in the file.
    const std::vector<TensorView>& tensors() const { return m_tensors; }
    /// The tensor with this name; null if there is none.
    const TensorView* find(std::string_view name) const;
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    const std::filesystem::path& path() const { return m_path; }

private:
    SafeTensorsFile(std::filesystem::path path, MappedFile file)
        : m_path(std::move(path)), m_file(std::move(file)) {}

    std::filesystem::path m_path;
    MappedFile m_file;
    std::vector<TensorView> m_tensors;
    std::map<std::string, std::size_t, std::less<>> m_index;  ///< name → place in m_tensors
    std::map<std::string, std::string> m_metadata;
};

/// Writes tensors and metadata so that the same values give the same bytes, whatever their order: widest
/// element type first, then by name; header padded with spaces to a multiple of 8, so that every tensor is
/// aligned to its elements. The file appears whole or not at all. Code::WriteFailed if it cannot be written,
/// Code::BadWeights if a tensor's bytes do not fit its shape or two tensors have one name.
Result<void> writeSafeTensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                              const std::map<std::string, std::string>& metadata = {});

}  // namespace kaleido
