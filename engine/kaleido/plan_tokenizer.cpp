#include "engine/kaleido/plan_tokenizer.h"

#include "engine/plan/plain_text.h"
#include "engine/text/caption.h"
#include "engine/text/sentence_piece.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {

PlanTokenizer::PlanTokenizer(std::shared_ptr<const SentencePiece> pieces, const PlanFormat& format)
    : m_pieces(std::move(pieces)), m_layout(m_pieces->pieceCount(), format) {
    for (int id = kUnknownPiece + 1; id < m_pieces->pieceCount(); ++id) {
        if (tidyText(m_pieces->decode(std::vector{id})).empty()) continue;
        if (m_visible.empty() || m_visible.back().first + m_visible.back().count != id)
            m_visible.push_back({id, 0});
        ++m_visible.back().count;
    }
}

std::vector<std::int64_t> PlanTokenizer::words(const std::string& text) const {
    const Result<std::string> normal = normaliseCaption(text);
    const std::vector<int> pieces = m_pieces->encode(normal ? *normal : text);
    return {pieces.begin(), pieces.end()};
}

std::string PlanTokenizer::spell(const std::vector<std::int64_t>& pieces) const {
    return m_pieces->decode(std::vector<int>(pieces.begin(), pieces.end()));
}

TokenSequence PlanTokenizer::tokens(const std::vector<Symbol>& symbols) const {
    TokenSequence sequence;
    std::vector<int> position(symbols.size());
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const Symbol& symbol = symbols[i];
        position[i] = static_cast<int>(sequence.ids.size());
        if (symbol.kind == SymbolKind::Words) {
            const auto pieces = words(symbol.text);
            sequence.ids.insert(sequence.ids.end(), pieces.begin(), pieces.end());
            if (pieces.empty() && symbol.item >= 0) {  // words of nothing but invisible characters
                sequence.ids.push_back(m_layout.id(SymbolKind::Mask));
                sequence.roles.push_back(SymbolRole::Unknown);
            }
        } else {
            sequence.ids.push_back(m_layout.id(symbol.kind, symbol.value));
        }
        sequence.roles.resize(sequence.ids.size(), symbol.role);
    }
    for (const ItemMark& mark : itemMarks(symbols)) {
        if (mark.known) sequence.shapes.push_back({position[mark.symbol], mark.item, mark.isBlob});
    }
    return sequence;
}

Result<std::vector<Symbol>> PlanTokenizer::symbols(const std::vector<std::int64_t>& ids) const {
    std::vector<Symbol> symbols;
    std::vector<std::int64_t> run;
    const auto closeRun = [&] {
        if (run.empty()) return;
        symbols.push_back({.kind = SymbolKind::Words, .text = spell(run)});
        run.clear();
    };
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] == TokenLayout::kPad || ids[i] == TokenLayout::kEndOfSequence) continue;
        const TokenLayout::Meaning meaning = m_layout.meaning(ids[i]);
        if (!meaning.symbol) {
            return Error{Code::BadPlan,
                         fmt::format("token {} at position {} is not part of a plan", ids[i], i), "", ""};
        }
        if (meaning.kind == SymbolKind::Words) {
            run.push_back(ids[i]);
            continue;
        }
        closeRun();
        symbols.push_back({.kind = meaning.kind, .value = meaning.value});
    }
    closeRun();
    return symbols;
}

std::vector<std::int64_t> PlanTokenizer::encoderInput(const std::string& caption,
                                                      const std::vector<Symbol>& given) const {
    std::vector<std::int64_t> parts;
    if (!given.empty()) {
        parts.push_back(m_layout.given());
        const TokenSequence sequence = tokens(given);
        parts.insert(parts.end(), sequence.ids.begin(), sequence.ids.end());
        parts.push_back(TokenLayout::kEndOfSequence);
    }
    const auto room = static_cast<std::size_t>(m_layout.format().maxTokens) - 1;
    std::vector<std::int64_t> ids = words(caption);
    ids.resize(std::min(ids.size(), room - std::min(room, parts.size())));
    ids.push_back(TokenLayout::kEndOfSequence);
    ids.insert(ids.end(), parts.begin(), parts.end());
    return ids;
}

}  // namespace kaleido
