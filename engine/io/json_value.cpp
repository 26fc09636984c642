#include "engine/io/json_value.h"

#include "engine/io/mapped_file.h"
#include "engine/io/printable.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

namespace kaleido {
namespace {

/// What the library says, without its prefix and without the text it quotes, which may be long or no UTF-8.
std::string shortened(std::string_view what) {
    if (const auto prefix = what.find("] "); prefix != std::string_view::npos) what.remove_prefix(prefix + 2);
    if (const auto quote = what.find("; last read"); quote != std::string_view::npos)
        what = what.substr(0, quote);
    return std::string(what.substr(0, 200));
}

/// Builds a JsonValue from the library's events, within the limits.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(const JsonLimits& limits) : m_limits(limits) {}

    JsonValue takeValue() { return std::move(m_root); }
    const std::string& problem() const { return m_problem; }

    bool null() override { return add(JsonValue{}); }
    bool boolean(bool value) override { return add(JsonValue{value}); }
    bool number_integer(std::int64_t value) override { return add(JsonValue{value}); }
    bool number_unsigned(std::uint64_t value) override { return add(JsonValue(value)); }
    bool number_float(double value, const std::string&) override { return add(JsonValue{value}); }
    bool string(std::string& value) override { return add(JsonValue{std::move(value)}); }
    bool binary(binary_t&) override { return false; }  // not part of JSON text
    bool start_object(std::size_t) override { return open(JsonValue{JsonValue::Object{}}); }
    bool start_array(std::size_t) override { return open(JsonValue{JsonValue::Array{}}); }
    bool end_array() override { return close(); }

    bool key(std::string& name) override {
        std::get<JsonValue::Object>(m_open.back()->data).emplace_back(std::move(name), JsonValue{});
        return true;
    }
    bool end_object() override {
        if (const auto name = repeatedName(*m_open.back()->object())) {
            return fail(fmt::format("the name {} stands twice in one object", inQuotes(*name)));
        }
        return close();
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
        return fail(shortened(error.what()));
    }

private:
    bool fail(std::string problem) {
        if (m_problem.empty()) m_problem = std::move(problem);
        return false;
    }

    bool add(JsonValue&& value) { return place(std::move(value)) != nullptr; }

    bool open(JsonValue&& container) {
        if (static_cast<int>(m_open.size()) >= m_limits.depth) {
            return fail(fmt::format("nested deeper than {} levels", m_limits.depth));
        }
        JsonValue* const placed = place(std::move(container));
        if (placed) m_open.push_back(placed);
        return placed != nullptr;
    }

    bool close() {
        m_open.pop_back();
        return true;
    }

    /// Puts the value where the text has it. Pointers to open containers stay valid: a container does not
    /// grow while one of its members is open.
    JsonValue* place(JsonValue&& value) {
        if (++m_count > m_limits.values) {
            fail(fmt::format("holds more than {} values", m_limits.values));
            return nullptr;
        }
        if (m_open.empty()) return &(m_root = std::move(value));
        auto& parent = m_open.back()->data;
        if (auto* array = std::get_if<JsonValue::Array>(&parent))
            return &array->emplace_back(std::move(value));
        return &(std::get<JsonValue::Object>(parent).back().second = std::move(value));
    }

    static std::optional<std::string> repeatedName(const JsonValue::Object& object) {
        std::vector<std::string_view> names;
        names.reserve(object.size());
        for (const auto& [name, value] : object) names.push_back(name);
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end());
        return twice == names.end() ? std::nullopt : std::optional(std::string(*twice));
    }

    JsonLimits m_limits;
    JsonValue m_root;
    std::vector<JsonValue*> m_open;
    std::size_t m_count = 0;
    std::string m_problem;
};

nlohmann::ordered_json toLibrary(const JsonValue& value) {
    using Json = nlohmann::ordered_json;
    if (const auto* object = value.object()) {
        Json result = Json::object();
        // Appended as a list of pairs: the library's own insertion looks every name up.
        auto& members = result.get_ref<Json::object_t&>();
        for (const auto& [name, member] : *object) members.emplace_back(name, toLibrary(member));
        return result;
    }
    if (const auto* array = value.array()) {
        Json result = Json::array();
        for (const JsonValue& element : *array) result.push_back(toLibrary(element));
        return result;
    }
    if (const auto* text = value.string()) return *text;
    if (const auto* truth = std::get_if<bool>(&value.data)) return *truth;
    if (const auto* integer = std::get_if<std::int64_t>(&value.data)) return *integer;
    if (const auto* large = std::get_if<std::uint64_t>(&value.data)) return *large;
    if (const auto* number = std::get_if<double>(&value.data)) {
        if (!std::isfinite(*number))
            throw std::invalid_argument("JSON cannot hold a number that is not finite");
        return *number;
    }
    return nullptr;
}

}  // namespace

JsonValue::JsonValue() = default;
JsonValue::JsonValue(bool truth) : data(truth) {}
JsonValue::JsonValue(double number) : data(number) {}
JsonValue::JsonValue(std::string text) : data(std::move(text)) {}
JsonValue::JsonValue(std::string_view text) : data(std::string(text)) {}
JsonValue::JsonValue(const char* text) : data(std::string(text)) {}
JsonValue::JsonValue(Array elements) : data(std::move(elements)) {}
JsonValue::JsonValue(Object members) : data(std::move(members)) {}

JsonValue::JsonValue(Whole number) {
    if (number.isLarge) {
        data = number.bits;
    } else {
        data = static_cast<std::int64_t>(number.bits);
    }
}

JsonValue::JsonValue(const JsonValue& other) = default;
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue& JsonValue::operator=(const JsonValue& other) = default;
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;

const JsonValue* JsonValue::find(std::string_view name) const {
    if (!object()) return nullptr;
    for (const auto& [key, value] : *object()) {
        if (key == name) return &value;
    }
    return nullptr;
}

Result<JsonValue> parseJson(std::string_view text, const std::string& path, const JsonLimits& limits) {
    const auto bad = [&](std::string message) { return Error{Code::BadInput, std::move(message), path, {}}; };
    if (text.size() > limits.bytes) {
        return bad(
            fmt::format("JSON of {} bytes, more than the {} that are read", text.size(), limits.bytes));
    }
    // The library takes a zero byte for the end of the text and would not look at what follows.
    if (text.find('\0') != std::string_view::npos) return bad("not JSON: holds a zero byte");
    Builder builder(limits);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
        return bad(fmt::format("not JSON that can be used: {}", builder.problem()));
    }
    return builder.takeValue();
}

Result<JsonValue> readJsonFile(const std::filesystem::path& path, const JsonLimits& limits) {
    const Result<std::string> text = readWholeFile(path, limits.bytes);
    if (!text) return text.error();
    return parseJson(*text, path.string(), limits);
}

Error withCode(Error error, Code code) {
    if (error.code == Code::BadInput) error.code = code;
    return error;
}

std::string writeJson(const JsonValue& value, const JsonStyle& style) {
    try {
        return toLibrary(value).dump(style.indent > 0 ? style.indent : -1, ' ', style.ascii);
    } catch (const nlohmann::json::type_error& error) {
        throw std::invalid_argument("JSON cannot hold this text: " + shortened(error.what()));
    }
}

}  // namespace kaleido
