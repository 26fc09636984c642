#pragma once

#include <QString>

#include <cstddef>
#include <vector>

namespace kaleido {

/// Places in a text as Qt counts them (units of UTF-16) and as the engine does (bytes of UTF-8).
class TextPositions {
public:
    explicit TextPositions(const QString& text);

    /// Of the character that this byte belongs to; behind the text, its end.
    int positionOf(std::size_t byte) const;
    /// Where the character at this position begins in QString::toUtf8(); behind the text, its end.
    std::size_t byteOf(int position) const;

private:
    std::vector<std::size_t> m_bytes;  ///< at which the character of each unit begins; and the end
};

}  // namespace kaleido
