#include "engine/text/caption.h"

#include "engine/base/utf8.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace kaleido {

namespace {

Error captionError(std::string message) {
    return Error{Code::BadInput, std::move(message), {}, {}};
}

Error tooLong(std::size_t bytes) {
    return captionError(
        fmt::format("the caption has {} bytes; the most is {}, so make it shorter", bytes, kMaxCaptionBytes));
}

bool isWhiteSpace(UChar32 character) {
    return u_isUWhiteSpace(character) != 0;
}

/// Tabs and line breaks are control characters to Unicode, and white space to whoever types them.
bool isForbidden(UChar32 character) {
    return u_charType(character) == U_CONTROL_CHAR && character != '\t' && character != '\n' &&
           character != '\r';
}

Result<void> checkCharacters(std::string_view caption) {
    for (std::size_t next = 0; next < caption.size();) {
        const std::size_t at = next;
        const std::optional<char32_t> character = nextCharacter(caption, next);
        if (!character)
            return captionError(
                fmt::format("byte {} of the caption is not UTF-8; save the text as UTF-8", at));
        if (isForbidden(static_cast<UChar32>(*character)))
            return captionError(
                fmt::format("byte {} of the caption is the control character U+{:04X}; remove it", at,
                            static_cast<std::uint32_t>(*character)));
    }
    return {};
}

icu::UnicodeString toNfkc(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString normal = U_SUCCESS(status) ? nfkc->normalize(text, status) : text;
    if (U_FAILURE(status)) throw std::runtime_error(fmt::format("ICU: {}", u_errorName(status)));
    return normal;
}

icu::UnicodeString withPlainSpaces(const icu::UnicodeString& text) {
    icu::UnicodeString plain;
    bool space = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        if (u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
        if (isWhiteSpace(character)) {
            space = true;
            continue;
        }
        if (space && !plain.isEmpty()) plain.append(UChar32{' '});
        space = false;
        plain.append(character);
    }
    return plain;
}

}  // namespace

Result<std::string> normaliseCaption(std::string_view caption) {
    if (caption.size() > kMaxCaptionBytes) return tooLong(caption.size());
    if (Result<void> checked = checkCharacters(caption); !checked) return checked.error();

    icu::UnicodeString text =
        toNfkc(icu::UnicodeString::fromUTF8({caption.data(), static_cast<std::int32_t>(caption.size())}));
    text.toLower(icu::Locale::getRoot());
    // Lower-casing and taking characters out may bring together what composes.
    text = toNfkc(withPlainSpaces(text));

    std::string normal;
    text.toUTF8String(normal);
    if (normal.size() > kMaxCaptionBytes) return tooLong(normal.size());
    return normal;
}

}  // namespace kaleido
