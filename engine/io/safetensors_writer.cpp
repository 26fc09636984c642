#include "engine/io/atomic_file.h"
#include "engine/io/printable.h"
#include "engine/io/safetensors_header.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <stdexcept>

namespace kaleido {
namespace {

/// Widest elements first, so that each tensor starts at a multiple of its element size; then by name.
std::vector<const TensorView*> inFileOrder(std::span<const TensorView> tensors) {
    std::vector<const TensorView*> order;
    for (const TensorView& tensor : tensors) order.push_back(&tensor);
    std::sort(order.begin(), order.end(), [](const TensorView* a, const TensorView* b) {
        const std::size_t wideA = sizeOf(a->dtype);
        const std::size_t wideB = sizeOf(b->dtype);
        return wideA != wideB ? wideA > wideB : a->name < b->name;
    });
    return order;
}

std::optional<std::string> problemWith(const TensorView& tensor) {
    if (tensor.name.empty() || tensor.name == kMetadataName) return "this name cannot be used";
    const auto needed = bytesOf(tensor.shape, tensor.dtype);
    if (!needed) return fmt::format("the shape [{}] is impossible", fmt::join(tensor.shape, ", "));
    if (*needed != tensor.bytes.size()) {
        return fmt::format("the shape [{}] needs {} bytes, {} are given", fmt::join(tensor.shape, ", "),
                           *needed, tensor.bytes.size());
    }
    return std::nullopt;
}

/// The header that describes these tensors one after another.
Result<SafeTensorsHeader> layOut(const std::vector<const TensorView*>& order, const std::string& path) {
    SafeTensorsHeader header;
    std::map<std::string_view, int> seen;
    std::uint64_t offset = 0;
    for (const TensorView* tensor : order) {
        std::optional<std::string> problem = problemWith(*tensor);
        if (!problem && ++seen[tensor->name] > 1) problem = "two tensors have this name";
        if (problem) return Error{Code::BadWeights, *problem, path, printable(tensor->name)};
        const std::uint64_t end = offset + tensor->bytes.size();
        header.entries.push_back({tensor->name, tensor->dtype, tensor->shape, offset, end});
        offset = end;
    }
    return header;
}

Result<std::string> textOf(const SafeTensorsHeader& header, const std::string& path) {
    try {
        return headerText(header);
    } catch (const std::invalid_argument& error) {
        return Error{
            Code::BadWeights, fmt::format("names and metadata must be UTF-8: {}", error.what()), path, {}};
    }
}

}  // namespace

Result<void> writeSafeTensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                              const std::map<std::string, std::string>& metadata) {
    const std::vector<const TensorView*> order = inFileOrder(tensors);
    Result<SafeTensorsHeader> header = layOut(order, path.string());
    if (!header) return header.error();
    header->metadata = metadata;
    const Result<std::string> text = textOf(*header, path.string());
    if (!text) return text.error();

    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    std::array<std::byte, 8> length{};
    const std::uint64_t headerBytes = text->size();
    std::memcpy(length.data(), &headerBytes, length.size());
    if (auto written = file->write(length); !written) return written;
    if (auto written = file->write(*text); !written) return written;
    for (const TensorView* tensor : order) {
        if (auto written = file->write(tensor->bytes); !written) return written;
    }
    return file->commit();
}

}  // namespace kaleido
