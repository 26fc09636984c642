#include "engine/io/safetensors_header.h"

#include "engine/base/limits.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/printable.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

namespace kaleido {
namespace {

struct DTypeFacts {
    DType dtype;
    std::string_view name;
    std::size_t size;
};

constexpr std::array<DTypeFacts, 10> kDTypes = {{{DType::Float64, "F64", 8},
                                                 {DType::Float32, "F32", 4},
                                                 {DType::Float16, "F16", 2},
                                                 {DType::BFloat16, "BF16", 2},
                                                 {DType::Int64, "I64", 8},
                                                 {DType::Int32, "I32", 4},
                                                 {DType::Int16, "I16", 2},
                                                 {DType::Int8, "I8", 1},
                                                 {DType::UInt8, "U8", 1},
                                                 {DType::Bool, "BOOL", 1}}};

const DTypeFacts& factsOf(DType dtype) {
    return *std::find_if(kDTypes.begin(), kDTypes.end(),
                         [&](const DTypeFacts& f) { return f.dtype == dtype; });
}

DType readDType(const JsonNode& node) {
    const std::string name = node.text();
    const auto found =
        std::find_if(kDTypes.begin(), kDTypes.end(), [&](const auto& f) { return f.name == name; });
    if (found != kDTypes.end()) return found->dtype;
    node.report(
        fmt::format("element type {} cannot be read; convert the file to F32 or BF16", inQuotes(name)));
    return DType::Float32;
}

TensorEntry readEntry(const std::string& name, const JsonNode& node, std::uint64_t dataBytes) {
    TensorEntry entry;
    entry.name = name;
    node.allowOnly({"dtype", "shape", "data_offsets"});
    entry.dtype = readDType(node.at("dtype"));
    for (const JsonNode& size : node.at("shape").elements(kMaxTensorDimensions)) {
        entry.shape.push_back(size.integer<std::int64_t>(0, kMaxTensorSide));
    }
    const JsonNode offsets = node.at("data_offsets");
    const std::vector<JsonNode> pair = offsets.elements(2);
    if (pair.size() != 2) {
        offsets.report("two offsets are needed, begin and end");
        return entry;
    }
    constexpr auto kAny = std::numeric_limits<std::uint64_t>::max();
    entry.begin = pair[0].integer<std::uint64_t>(0, kAny);
    entry.end = pair[1].integer<std::uint64_t>(entry.begin, kAny);
    if (entry.end > dataBytes) {
        offsets.report(fmt::format(
            "ends at byte {}, but the file holds {}; it was cut short or is damaged, fetch it anew",
            entry.end, dataBytes));
    }
    const auto needed = bytesOf(entry.shape, entry.dtype);
    if (!needed) {
        node.at("shape").report("the number of elements overflows");
    } else if (*needed != entry.end - entry.begin) {
        node.report(fmt::format("{} [{}] needs {} bytes, its offsets span {}", safeTensorsName(entry.dtype),
                                fmt::join(entry.shape, ", "), *needed, entry.end - entry.begin));
    }
    return entry;
}

void readMetadata(const JsonNode& node, std::map<std::string, std::string>& metadata) {
    for (const auto& [key, value] : node.members()) metadata[key] = value.text(kMaxTensorHeaderBytes);
}

/// The entries cover the data from its first to its last byte, each byte once.
void checkCover(const std::vector<TensorEntry>& entries, std::uint64_t dataBytes, JsonFault& fault) {
    std::uint64_t covered = 0;
    for (const TensorEntry& entry : entries) {
        if (entry.begin < covered) {
            return fault.report(
                printable(entry.name),
                fmt::format("its bytes from {} on overlap those of another tensor", entry.begin));
        }
        if (entry.begin > covered) {
            return fault.report(
                printable(entry.name),
                fmt::format("bytes {} to {} before it belong to no tensor", covered, entry.begin));
        }
        covered = entry.end;
    }
    if (covered != dataBytes) {
        fault.report(
            {}, fmt::format("{} bytes of tensors are followed by {} that belong to none; fetch the file anew",
                            covered, dataBytes - covered));
    }
}

}  // namespace

std::size_t sizeOf(DType dtype) {
    return factsOf(dtype).size;
}

std::string_view safeTensorsName(DType dtype) {
    return factsOf(dtype).name;
}

std::optional<std::uint64_t> bytesOf(std::span<const std::int64_t> shape, DType dtype) {
    std::int64_t bytes = static_cast<std::int64_t>(sizeOf(dtype));
    for (const std::int64_t size : shape) {
        if (size < 0 || __builtin_mul_overflow(bytes, size, &bytes)) return std::nullopt;
    }
    return static_cast<std::uint64_t>(bytes);
}

Result<SafeTensorsHeader> parseHeader(std::string_view text, std::uint64_t dataBytes,
                                      const std::string& path) {
    JsonLimits limits;
    limits.bytes = kMaxTensorHeaderBytes;
    limits.depth = kTensorHeaderDepth;
    const Result<JsonValue> document = parseJson(text, path, limits);
    if (!document)
        return Error{Code::BadWeights, "safetensors header: " + document.error().message, path, {}};
    if (!document->object())
        return Error{Code::BadWeights, "safetensors header: an object is needed", path, {}};

    SafeTensorsHeader header;
    JsonFault fault(Code::BadWeights, path);
    for (const auto& [name, value] : *document->object()) {
        const JsonNode node(value, fault, printable(name));
        if (name == kMetadataName) {
            readMetadata(node, header.metadata);
        } else if (name.empty() || name.size() > kMaxTensorNameBytes) {
            node.report(fmt::format("a tensor's name has 1 to {} bytes, this one {}", kMaxTensorNameBytes,
                                    name.size()));
        } else {
            header.entries.push_back(readEntry(name, node, dataBytes));
        }
        if (fault.error()) return *fault.error();
    }
    std::sort(header.entries.begin(), header.entries.end(), [](const TensorEntry& a, const TensorEntry& b) {
        return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
    });
    checkCover(header.entries, dataBytes, fault);
    if (fault.error()) return *fault.error();
    return header;
}

std::string headerText(const SafeTensorsHeader& header) {
    JsonValue::Object document;
    if (!header.metadata.empty()) {
        JsonValue::Object metadata(header.metadata.begin(), header.metadata.end());
        document.emplace_back(kMetadataName, std::move(metadata));
    }
    for (const TensorEntry& entry : header.entries) {
        JsonValue::Array shape(entry.shape.begin(), entry.shape.end());
        JsonValue::Object tensor = {{"dtype", safeTensorsName(entry.dtype)},
                                    {"shape", std::move(shape)},
                                    {"data_offsets", JsonValue::Array{entry.begin, entry.end}}};
        document.emplace_back(entry.name, std::move(tensor));
    }
    std::string text = writeJson(std::move(document));
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

}  // namespace kaleido
