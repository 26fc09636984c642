#pragma once

#include "engine/base/error.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The ids that every model of ours, and T5's own, begins with.
constexpr int kPadPiece = 0;      ///< <pad>
constexpr int kEndPiece = 1;      ///< </s>
constexpr int kUnknownPiece = 2;  ///< <unk>

/// Text ⇄ piece ids with a sentencepiece model (Kudo 2018, unigram). A user's text never becomes a special
/// token: "</s>" or "<text>" in it is cut into ordinary pieces, and what the model has no piece for becomes
/// kUnknownPiece. Owned by value (move only); all const functions may be called from any thread.
class SentencePiece {
public:
    /// The model as the bytes of its file. `path` is only named in errors. Fails if it is not a sentencepiece
    /// model, does not begin with <pad>, </s>, <unk>, or normalises text itself (see sentence_piece_file.h).
    static Result<SentencePiece> fromBytes(std::string_view model, const std::filesystem::path& path = {});
    static Result<SentencePiece> open(const std::filesystem::path& path);

    SentencePiece(SentencePiece&&) noexcept;
    SentencePiece& operator=(SentencePiece&&) noexcept;
    ~SentencePiece();

    /// Piece ids of `text` (UTF-8, normalised by normaliseCaption()); no </s> is appended. Empty text has
    /// none.
    std::vector<int> encode(std::string_view text) const;
    /// The text of piece ids in 0 … pieceCount()−1; <pad> and </s> have none, <unk> reads "⁇". Gives back
    /// what encode() was given, unknown characters aside, and a space for U+2581 (▁), which sentencepiece
    /// itself writes for one. Any other id throws std::out_of_range.
    std::string decode(std::span<const int> ids) const;
    int pieceCount() const;

private:
    struct Model;
    explicit SentencePiece(std::unique_ptr<Model> model);
    std::unique_ptr<Model> m_model;
};

struct SentencePieceTraining {
    int pieces = 3000;  ///< at most so many, the three special ones included; a small corpus gives fewer
    /// The corpus: called until it gives nothing more. Lines are UTF-8, normalised by normaliseCaption();
    /// empty ones are left out.
    std::function<std::optional<std::string>()> nextLine;
};

/// Trains a unigram model and gives the bytes of its file, to be put in place by writeFileAtomically(). The
/// same corpus gives the same bytes (one thread, no shuffling). Text is taken as it is (no normalisation of
/// sentencepiece's own), every character of the corpus is covered, there is no byte fallback and no start
/// mark. Fails if the corpus is empty or does not hold enough for so many pieces.
Result<std::string> trainSentencePiece(const SentencePieceTraining& training);

}  // namespace kaleido
