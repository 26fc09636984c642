#include "app/studio/text_positions.h"

#include <algorithm>

namespace kaleido {
namespace {

std::size_t utf8Length(QChar unit) {
    if (unit.isSurrogate()) return 1;  // half a pair is written as '?'
    return unit.unicode() < 0x80 ? 1 : unit.unicode() < 0x800 ? 2 : 3;
}

}  // namespace

TextPositions::TextPositions(const QString& text) {
    m_bytes.reserve(static_cast<std::size_t>(text.size()) + 1);
    std::size_t byte = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        m_bytes.push_back(byte);
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            m_bytes.push_back(byte);
            byte += 4;
            ++i;
        } else {
            byte += utf8Length(text[i]);
        }
    }
    m_bytes.push_back(byte);
}

int TextPositions::positionOf(std::size_t byte) const {
    const auto behind = std::upper_bound(m_bytes.begin(), m_bytes.end(), byte);
    const auto first = std::lower_bound(m_bytes.begin(), behind, *(behind - 1));
    return static_cast<int>(first - m_bytes.begin());
}

std::size_t TextPositions::byteOf(int position) const {
    const auto last = static_cast<int>(m_bytes.size()) - 1;
    return m_bytes[static_cast<std::size_t>(std::clamp(position, 0, last))];
}

}  // namespace kaleido
