#pragma once

#include "engine/base/error.h"
#include "engine/base/limits.h"
#include "engine/io/json_value.h"

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kaleido {

/// What is wrong with a document: the first fault that is reported is kept, since later ones may follow from
/// it.
class JsonFault {
public:
    /// Errors carry this code and path.
    JsonFault(Code code, std::string path) : m_code(code), m_path(std::move(path)) {}

    void report(const std::string& pointer, std::string message);
    const std::optional<Error>& error() const { return m_error; }

private:
    Code m_code;
    std::string m_path;
    std::optional<Error> m_error;
};

/// One place in a JSON document, read strictly. Every reader returns the value, or reports a fault that names
/// this place by its JSON pointer (RFC 6901) and returns something harmless, so that reading code is
/// straight-line:
///     JsonFault fault(Code::BadManifest, path);
///     const JsonNode root(document, fault);
///     root.allowOnly({"id", "steps"});
///     config.id = root.at("id").text();
///     config.steps = root.at("steps").integer<int>(1, 100'000);
///     if (fault.error()) return *fault.error();
/// Borrows the document and the fault, which outlive it.
class JsonNode {
public:
    JsonNode(const JsonValue& value, JsonFault& fault, std::string pointer = {})
        : m_value(&value), m_fault(&fault), m_pointer(std::move(pointer)) {}

    const JsonValue& value() const { return *m_value; }
    const std::string& pointer() const { return m_pointer; }
    void report(std::string message) const { m_fault->report(m_pointer, std::move(message)); }
    bool isNull() const { return std::holds_alternative<std::nullptr_t>(m_value->data); }

    /// Faults unless this is an object that has no other members than these.
    void allowOnly(std::initializer_list<std::string_view> names) const;
    /// The member; its absence is a fault.
    JsonNode at(std::string_view name) const;
    /// The member, if it is there.
    std::optional<JsonNode> find(std::string_view name) const;
    /// All members of an object, whatever their names.
    std::vector<std::pair<std::string, JsonNode>> members() const;
    /// The elements of an array of at most `most`.
    std::vector<JsonNode> elements(std::size_t most) const;

    bool boolean() const;
    std::string text(std::size_t maxBytes = kMaxJsonTextBytes) const;
    /// A number; an integer will do. JSON holds finite numbers only.
    double number(double low = std::numeric_limits<double>::lowest(),
                  double high = std::numeric_limits<double>::max()) const;
    /// A whole number in [low, high].
    template <typename Integer>
    Integer integer(Integer low, Integer high) const {
        if constexpr (std::is_unsigned_v<Integer>) {
            return static_cast<Integer>(natural(low, high));
        } else {
            return static_cast<Integer>(whole(low, high));
        }
    }

private:
    std::int64_t whole(std::int64_t low, std::int64_t high) const;
    std::uint64_t natural(std::uint64_t low, std::uint64_t high) const;
    JsonNode child(std::string_view name, const JsonValue& value) const;

    const JsonValue* m_value;
    JsonFault* m_fault;
    std::string m_pointer;
};

}  // namespace kaleido
