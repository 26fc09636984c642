#include "engine/io/json_node.h"

#include "engine/io/printable.h"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace kaleido {
namespace {

/// Stands in for what is missing after a fault.
const JsonValue& nothing() {
    static const JsonValue value;
    return value;
}

/// A name as one step of a JSON pointer (RFC 6901: ~ is ~0, / is ~1).
std::string pointerStep(std::string_view name) {
    std::string step = "/";
    for (const char c : name) {
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else {
            step += c;
        }
    }
    return step;
}

std::string_view kindOf(const JsonValue& value) {
    constexpr std::string_view kNames[] = {"null",     "true or false", "a whole number", "a whole number",
                                           "a number", "a text",        "a list",         "an object"};
    return kNames[value.data.index()];
}

std::string listed(std::initializer_list<std::string_view> names) {
    std::string result;
    for (const std::string_view name : names) result += fmt::format("{}{}", result.empty() ? "" : ", ", name);
    return result;
}

std::string unexpected(std::string_view wanted, const JsonValue& value) {
    return fmt::format("{} is needed, this is {}", wanted, kindOf(value));
}

}  // namespace

void JsonFault::report(const std::string& pointer, std::string message) {
    if (!m_error) m_error = Error{m_code, std::move(message), m_path, pointer};
}

void JsonNode::allowOnly(std::initializer_list<std::string_view> names) const {
    if (!m_value->object()) return report(unexpected("an object", *m_value));
    for (const auto& [name, member] : *m_value->object()) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        child(printable(name), member)
            .report(fmt::format("unknown name {}; known here: {}", inQuotes(name), listed(names)));
    }
}

JsonNode JsonNode::at(std::string_view name) const {
    if (auto member = find(name)) return *member;
    JsonNode missing = child(name, nothing());
    if (m_value->object()) {
        missing.report("is missing");
    } else {
        report(unexpected("an object", *m_value));
    }
    return missing;
}

std::optional<JsonNode> JsonNode::find(std::string_view name) const {
    const JsonValue* const member = m_value->find(name);
    return member ? std::optional(child(name, *member)) : std::nullopt;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
    std::vector<std::pair<std::string, JsonNode>> result;
    if (!m_value->object()) {
        report(unexpected("an object", *m_value));
        return result;
    }
    for (const auto& [name, member] : *m_value->object())
        result.emplace_back(name, child(printable(name), member));
    return result;
}

std::vector<JsonNode> JsonNode::elements(std::size_t most) const {
    std::vector<JsonNode> result;
    if (!m_value->array()) {
        report(unexpected("a list", *m_value));
        return result;
    }
    const JsonValue::Array& array = *m_value->array();
    if (array.size() > most) {
        report(fmt::format("has {} elements, at most {} are allowed", array.size(), most));
        return result;
    }
    for (const JsonValue& element : array) result.push_back(child(fmt::format("{}", result.size()), element));
    return result;
}

bool JsonNode::boolean() const {
    if (const bool* truth = std::get_if<bool>(&m_value->data)) return *truth;
    report(unexpected("true or false", *m_value));
    return false;
}

std::string JsonNode::text(std::size_t maxBytes) const {
    if (!m_value->string()) {
        report(unexpected("a text", *m_value));
        return {};
    }
    if (m_value->string()->size() > maxBytes) {
        report(
            fmt::format("a text of {} bytes, at most {} are allowed", m_value->string()->size(), maxBytes));
        return {};
    }
    return *m_value->string();
}

double JsonNode::number(double low, double high) const {
    double result = low;
    if (const auto* number = std::get_if<double>(&m_value->data)) {
        result = *number;
    } else if (const auto* integer = std::get_if<std::int64_t>(&m_value->data)) {
        result = static_cast<double>(*integer);
    } else if (const auto* large = std::get_if<std::uint64_t>(&m_value->data)) {
        result = static_cast<double>(*large);
    } else {
        report(unexpected("a number", *m_value));
        return low;
    }
    if (result >= low && result <= high) return result;
    report(fmt::format("{} is not between {} and {}", result, low, high));
    return low;
}

std::int64_t JsonNode::whole(std::int64_t low, std::int64_t high) const {
    if (const auto* integer = std::get_if<std::int64_t>(&m_value->data)) {
        if (*integer >= low && *integer <= high) return *integer;
        report(fmt::format("{} is not between {} and {}", *integer, low, high));
    } else if (const auto* large = std::get_if<std::uint64_t>(&m_value->data)) {
        report(fmt::format("{} is not between {} and {}", *large, low, high));
    } else {
        report(unexpected("a whole number", *m_value));
    }
    return low;
}

std::uint64_t JsonNode::natural(std::uint64_t low, std::uint64_t high) const {
    if (const auto* integer = std::get_if<std::int64_t>(&m_value->data)) {
        if (std::cmp_greater_equal(*integer, low) && std::cmp_less_equal(*integer, high)) {
            return static_cast<std::uint64_t>(*integer);
        }
        report(fmt::format("{} is not between {} and {}", *integer, low, high));
    } else if (const auto* large = std::get_if<std::uint64_t>(&m_value->data)) {
        if (*large >= low && *large <= high) return *large;
        report(fmt::format("{} is not between {} and {}", *large, low, high));
    } else {
        report(unexpected("a whole number", *m_value));
    }
    return low;
}

JsonNode JsonNode::child(std::string_view name, const JsonValue& value) const {
    return JsonNode(value, *m_fault, m_pointer + pointerStep(name));
}

}  // namespace kaleido
