#pragma once

#include "engine/base/error.h"
#include "engine/base/limits.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kaleido {

/// A JSON document as a plain value. Members keep the order of the text; integers that fit are kept exactly
/// (std::int64_t, or std::uint64_t above its range), every other number is a double.
struct JsonValue {
    using Array = std::vector<JsonValue>;
    using Object = std::vector<std::pair<std::string, JsonValue>>;

    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> data;

    // Defined in the source: inlined, they make GCC 12 take texts and lists that are not there for uninitialised ones.
    JsonValue();  ///< null
    JsonValue(bool truth);
    JsonValue(double number);
    JsonValue(std::string text);
    JsonValue(std::string_view text);
    JsonValue(const char* text);
    JsonValue(Array elements);
    JsonValue(Object members);
    template <std::integral Integer>
    JsonValue(Integer number) : JsonValue(Whole(number)) {}
    JsonValue(const JsonValue& other);
    JsonValue(JsonValue&& other) noexcept;
    JsonValue& operator=(const JsonValue& other);
    JsonValue& operator=(JsonValue&& other) noexcept;
    ~JsonValue();

    const Object* object() const { return std::get_if<Object>(&data); }
    const Array* array() const { return std::get_if<Array>(&data); }
    const std::string* string() const { return std::get_if<std::string>(&data); }

    /// The member with this name; null if there is none or this is no object.
    const JsonValue* find(std::string_view name) const;
    bool operator==(const JsonValue&) const = default;

private:
    /// Any integer: its 64 bits, and whether they are above the range of std::int64_t.
    struct Whole {
        template <std::integral Integer>
        explicit Whole(Integer number)
            : bits(static_cast<std::uint64_t>(number)), isLarge(!std::in_range<std::int64_t>(number)) {}
        std::uint64_t bits;
        bool isLarge;
    };
    explicit JsonValue(Whole number);
};

/// What a hostile document may cost at most. Nothing beyond these limits is stored.
struct JsonLimits {
    std::size_t bytes = kMaxJsonBytes;    ///< length of the text
    std::size_t values = kMaxJsonValues;  ///< values of all kinds together
    int depth = kMaxJsonDepth;            ///< nesting of arrays and objects
};

/// Reads strict JSON (RFC 8259, UTF-8), whatever the locale. A name that stands twice in one object is an
/// error. Errors carry `path` and Code::BadInput and say where the text goes wrong.
Result<JsonValue> parseJson(std::string_view text, const std::string& path, const JsonLimits& limits = {});

/// The same, from a file. Code::NotFound if it is not a readable file, Code::BadInput if it is too big.
Result<JsonValue> readJsonFile(const std::filesystem::path& path, const JsonLimits& limits = {});

/// A fault of the text told as one of the kind of file it is: Code::BadInput becomes `code`, the rest stays.
Error withCode(Error error, Code code);

/// How JSON is written.
struct JsonStyle {
    int indent = 0;      ///< spaces a level; 0 writes one line
    bool ascii = false;  ///< escape what is not ASCII
};

/// The value as JSON text: doubles in the shortest form that reads back to the same bits, members in their
/// order, whatever the locale. Throws std::invalid_argument for NaN, infinity and text that is not UTF-8, which JSON
/// cannot hold.
std::string writeJson(const JsonValue& value, const JsonStyle& style = {});

}  // namespace kaleido
