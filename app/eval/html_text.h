#pragma once

#include <string>
#include <string_view>

namespace kaleido {

/// Text for the content of an element or a quoted attribute, in HTML and XML alike. What cannot be shown is replaced,
/// as in shownText().
std::string escaped(std::string_view text);

/// An element that holds nothing but text: `attributes` is markup, such as ` class="note"`, and may be empty.
std::string textElement(std::string_view name, std::string_view attributes, std::string_view text);

/// A note's paragraphs (separated by line breaks), each a `<p class="note">`. Nothing of an empty note.
std::string noteParagraphs(std::string_view note);

}  // namespace kaleido
