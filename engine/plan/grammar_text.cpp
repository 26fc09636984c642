#include "engine/plan/grammar.h"
#include "engine/plan/limits.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace kaleido {
namespace {

struct Mark {
    std::string_view name;
    SymbolKind kind;
};

constexpr Mark kMarks[] = {{"text", SymbolKind::Text},   {"bbox", SymbolKind::Bbox},
                           {"blob", SymbolKind::Blob},   {"voken", SymbolKind::Voken},
                           {"color", SymbolKind::Color}, {"/item", SymbolKind::ItemEnd},
                           {"end", SymbolKind::End},     {"mask", SymbolKind::Mask}};
constexpr std::size_t kLongestMark = 12;

void appendEscaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else {
            out += c;
        }
    }
}

/// Reads a mark's name: one of kMarks, or p, v, c and a number below its bound, without leading zeros.
std::optional<Symbol> markSymbol(std::string_view name, const PlanFormat& format) {
    for (const Mark& mark : kMarks) {
        if (mark.name == name) return Symbol{.kind = mark.kind};
    }
    if (name.size() < 2) return std::nullopt;
    const bool place = name[0] == 'p', voken = name[0] == 'v';
    if (!place && !voken && name[0] != 'c') return std::nullopt;
    const std::string_view digits = name.substr(1);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool clean = error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-' &&
                       (digits.size() == 1 || digits[0] != '0');
    const int bound = place ? format.bins : voken ? format.tokenCodes : format.colorCodes();
    if (!clean || value >= bound) return std::nullopt;
    return Symbol{.kind = place   ? SymbolKind::Place
                          : voken ? SymbolKind::VokenCode
                                  : SymbolKind::ColorCode,
                  .value = value};
}

Error errorAt(std::size_t byte, std::string_view message) {
    return Error{Code::BadPlan, fmt::format("plan text, byte {}: {}", byte, message), "", ""};
}

/// Cuts the string form into symbols, and gives each the role and item that its position calls for.
class Lexer {
public:
    Lexer(std::string_view text, const PlanFormat& format) : m_text(text), m_format(format) {}

    Result<std::vector<Symbol>> run() {
        while (m_at < m_text.size() && !m_error) {
            if (m_text[m_at] == '<') {
                readMark();
            } else {
                readWords();
            }
        }
        if (m_error) return *m_error;
        return std::move(m_symbols);
    }

private:
    bool inShapes() const { return m_segment == SymbolKind::Bbox || m_segment == SymbolKind::Blob; }

    void readMark() {
        const std::size_t end = m_text.substr(0, m_at + kLongestMark).find('>', m_at);
        const std::string_view name =
            end == std::string_view::npos ? "" : m_text.substr(m_at + 1, end - m_at - 1);
        std::optional<Symbol> symbol = markSymbol(name, m_format);
        if (!symbol) {
            m_error = errorAt(m_at, "unknown mark or number out of range; a plain < is written &lt;");
            return;
        }
        place(*symbol);
        m_symbols.push_back(std::move(*symbol));
        m_at = end + 1;
    }

    void place(Symbol& symbol) {
        switch (symbol.kind) {
            case SymbolKind::Bbox:
            case SymbolKind::Blob:
                ++m_shapeSegments;
                [[fallthrough]];
            case SymbolKind::Text:
            case SymbolKind::Voken:
            case SymbolKind::Color:
                m_segment = symbol.kind;
                m_item = 0;
                symbol.role = SymbolRole::Forced;
                return;
            case SymbolKind::End:
                if (inShapes() && m_shapeSegments > 1) symbol.role = SymbolRole::Forced;
                return;
            case SymbolKind::Mask:
                symbol.role = SymbolRole::Unknown;
                break;
            default:
                break;
        }
        if (!inShapes()) return;
        symbol.item = m_item;
        if (symbol.kind == SymbolKind::Words && m_shapeSegments > 1) symbol.role = SymbolRole::Copied;
        if (symbol.kind == SymbolKind::ItemEnd) {
            symbol.role = SymbolRole::Forced;
            ++m_item;
        }
    }

    void readWords() {
        std::string words;
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '<') {
            const std::string_view rest = m_text.substr(m_at);
            if (rest[0] != '&') {
                words += rest[0];
                m_at += 1;
            } else if (rest.starts_with("&amp;")) {
                words += '&';
                m_at += 5;
            } else if (rest.starts_with("&lt;")) {
                words += '<';
                m_at += 4;
            } else {
                m_error = errorAt(m_at, "a plain & is written &amp;");
                return;
            }
        }
        if (const auto problem = findTextProblem(words)) {
            m_error = errorAt(start, "the text that starts here " + problem->message);
            return;
        }
        addWords(words);
    }

    void addWords(const std::string& words) {
        std::vector<std::string> parts;
        if (m_segment == SymbolKind::Text) {
            parts = sentencesOf(words);
        } else if (std::string tidy = tidyText(words); !tidy.empty()) {
            parts.push_back(std::move(tidy));
        }
        for (std::string& part : parts) {
            Symbol symbol{.kind = SymbolKind::Words, .text = std::move(part)};
            place(symbol);
            m_symbols.push_back(std::move(symbol));
        }
    }

    std::string_view m_text;
    const PlanFormat& m_format;
    std::size_t m_at = 0;
    SymbolKind m_segment = SymbolKind::End;
    int m_shapeSegments = 0;
    int m_item = 0;
    std::vector<Symbol> m_symbols;
    std::optional<Error> m_error;
};

std::string markText(const Symbol& symbol) {
    switch (symbol.kind) {
        case SymbolKind::Place:
            return fmt::format("<p{}>", symbol.value);
        case SymbolKind::VokenCode:
            return fmt::format("<v{}>", symbol.value);
        case SymbolKind::ColorCode:
            return fmt::format("<c{}>", symbol.value);
        default:
            break;
    }
    for (const Mark& mark : kMarks) {
        if (mark.kind == symbol.kind) return fmt::format("<{}>", mark.name);
    }
    return "";
}

}  // namespace

std::string toText(const std::vector<Symbol>& symbols) {
    std::string text;
    bool afterWords = false;
    for (const Symbol& symbol : symbols) {
        const bool words = symbol.kind == SymbolKind::Words;
        if (words && afterWords) text += ' ';
        if (words) {
            appendEscaped(text, symbol.text);
        } else {
            text += markText(symbol);
        }
        afterWords = words;
    }
    return text;
}

Result<std::vector<Symbol>> parseSymbols(std::string_view text, const PlanFormat& format) {
    if (text.size() > kMaxPlanTextBytes) {
        return errorAt(kMaxPlanTextBytes, "the text is longer than any plan");
    }
    return Lexer(text, format).run();
}

}  // namespace kaleido
