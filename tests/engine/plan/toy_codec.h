#pragma once

#include "engine/plan/grammar_automaton.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kaleido::test {

/// A lossless tokenizer for tests: kPieces to draw from, then one piece for each other letter as it turns up.
class ToyCodec {
public:
    /// The first one is a lone space, which shows nothing.
    static const std::vector<std::string>& drawn() {
        static const std::vector<std::string> kPieces = {
            " ", " cat", " flat", " blue", "s", ".", " on the left", "猫", " é", "<", "&", "!", " a", " dog"};
        return kPieces;
    }

    ToyCodec() : m_table(std::make_shared<Table>()) {
        for (const std::string& piece : drawn()) m_table->idOf(piece);
    }

    PieceCodec codec() const {
        return {[table = m_table](std::string_view text) { return table->encode(text); },
                [table = m_table](const std::vector<int>& pieces) { return table->decode(pieces); }};
    }

private:
    struct Table {
        std::vector<std::string> pieces;
        std::map<std::string, int> ids;

        int idOf(const std::string& piece) {
            const auto [at, fresh] = ids.try_emplace(piece, static_cast<int>(pieces.size()));
            if (fresh) pieces.push_back(piece);
            return at->second;
        }
        std::vector<int> encode(std::string_view text) {
            std::vector<int> result;
            for (std::size_t i = 0; i < text.size();) {
                std::size_t end = i + 1;
                while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
                result.push_back(idOf(std::string(text.substr(i, end - i))));
                i = end;
            }
            return result;
        }
        std::string decode(const std::vector<int>& run) const {
            std::string text;
            for (const int piece : run) text += pieces.at(static_cast<std::size_t>(piece));
            return text;
        }
    };
    std::shared_ptr<Table> m_table;
};

}  // namespace kaleido::test
