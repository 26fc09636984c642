#include "app/eval/html_text.h"

#include "app/eval/shown_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {

std::string escaped(std::string_view text) {
    std::string markup;
    for (const char c : shownText(text)) {
        switch (c) {
            case '&':
                markup += "&amp;";
                break;
            case '<':
                markup += "&lt;";
                break;
            case '>':
                markup += "&gt;";
                break;
            case '"':
                markup += "&quot;";
                break;
            case '\'':
                markup += "&#39;";
                break;
            default:
                markup += c;
        }
    }
    return markup;
}

std::string textElement(std::string_view name, std::string_view attributes, std::string_view text) {
    return fmt::format("<{0}{1}>{2}</{0}>", name, attributes, escaped(text));
}

std::string noteParagraphs(std::string_view note) {
    std::string markup;
    while (!note.empty()) {
        const std::size_t end = std::min(note.find('\n'), note.size());
        if (end > 0) markup += textElement("p", " class=\"note\"", note.substr(0, end)) + "\n";
        note.remove_prefix(std::min(end + 1, note.size()));
    }
    return markup;
}

}  // namespace kaleido
