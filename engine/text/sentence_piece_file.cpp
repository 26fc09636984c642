#include "engine/text/sentence_piece_file.h"

#include <cstdint>
#include <limits>
#include <optional>

namespace kaleido {

namespace {

constexpr std::uint64_t kNormalizer = 3;  ///< fields of ModelProto
constexpr std::uint64_t kDenormalizer = 5;
constexpr std::uint64_t kCharacterMap = 2;  ///< field of NormalizerSpec

/// One field of a protobuf message (Protocol Buffers, "Encoding").
struct Field {
    std::uint64_t number;
    std::string_view bytes;  ///< of a length-delimited field, else empty
};

std::optional<std::uint64_t> takeNumber(std::string_view& message) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !message.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(message.front());
        message.remove_prefix(1);
        number |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return number;
    }
    return std::nullopt;
}

std::optional<std::string_view> takeBytes(std::string_view& message, std::uint64_t count) {
    if (count > message.size()) return std::nullopt;
    const std::string_view bytes = message.substr(0, count);
    message.remove_prefix(count);
    return bytes;
}

/// The next field, taken off the message; nothing if it is cut short or of a kind that this format does not have.
std::optional<Field> takeField(std::string_view& message) {
    const std::optional<std::uint64_t> tag = takeNumber(message);
    if (!tag || *tag > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    Field field{*tag >> 3, {}};
    std::optional<std::uint64_t> count;
    switch (*tag & 7) {
        case 0:
            return takeNumber(message) ? std::optional(field) : std::nullopt;
        case 1:
            return takeBytes(message, 8) ? std::optional(field) : std::nullopt;
        case 5:
            return takeBytes(message, 4) ? std::optional(field) : std::nullopt;
        case 2:
            count = takeNumber(message);
            break;
        default:
            return std::nullopt;
    }
    const std::optional<std::string_view> bytes = count ? takeBytes(message, *count) : std::nullopt;
    if (!bytes) return std::nullopt;
    field.bytes = *bytes;
    return field;
}

bool mayNormalise(std::string_view spec) {
    while (!spec.empty()) {
        const std::optional<Field> field = takeField(spec);
        if (!field || (field->number == kCharacterMap && !field->bytes.empty())) return true;
    }
    return false;
}

}  // namespace

bool mayHoldCharacterMap(std::string_view model) {
    while (!model.empty()) {
        const std::optional<Field> field = takeField(model);
        if (!field) return true;
        const bool isSpec = field->number == kNormalizer || field->number == kDenormalizer;
        if (isSpec && mayNormalise(field->bytes)) return true;
    }
    return false;
}

}  // namespace kaleido
