#include "engine/text/sentence_piece.h"

#include "engine/base/limits.h"
#include "engine/text/sentence_piece_file.h"
#include "engine/text/text_file.h"

#include <fmt/format.h>
#include <sentencepiece_processor.h>

#include <stdexcept>

namespace kaleido {

struct SentencePiece::Model {
    sentencepiece::SentencePieceProcessor processor;
};

namespace {

Error modelError(const std::filesystem::path& path, std::string message) {
    return Error{Code::BadInput, std::move(message), path.string(), {}};
}

/// Besides returning an error, the library throws its own exceptions at some damage. An empty string is a valid protobuf
/// message, and gives a model that cannot be used.
bool isLoaded(sentencepiece::SentencePieceProcessor& model, std::string_view bytes) {
    try {
        return !bytes.empty() && model.LoadFromSerializedProto(bytes).ok();
    } catch (const std::exception&) {
        return false;
    }
}

bool beginsWithOurs(const sentencepiece::SentencePieceProcessor& model) {
    return model.GetPieceSize() > kUnknownPiece && model.IsControl(kPadPiece) && model.IsControl(kEndPiece) &&
           model.IsUnknown(kUnknownPiece) && model.IdToPiece(kPadPiece) == "<pad>" &&
           model.IdToPiece(kEndPiece) == "</s>";
}

}  // namespace

Result<SentencePiece> SentencePiece::fromBytes(std::string_view bytes, const std::filesystem::path& path) {
    if (!bytes.empty() && mayHoldCharacterMap(bytes))
        return modelError(
            path,
            "this is not a sentencepiece model, is damaged, or normalises text by a table of its own, "
            "which is not supported; train it with --normalization_rule_name=identity");
    auto model = std::make_unique<Model>();
    if (!isLoaded(model->processor, bytes))
        return modelError(path, "this is not a sentencepiece model, or it is damaged; fetch the model again");
    if (!beginsWithOurs(model->processor))
        return modelError(path,
                          "the tokenizer does not begin with the pieces <pad>, </s>, <unk>; it was made for "
                          "another program");
    return SentencePiece(std::move(model));
}

Result<SentencePiece> SentencePiece::open(const std::filesystem::path& path) {
    const Result<std::string> bytes = readTextFile(path, kMaxTokenizerBytes, "tokenizer");
    return bytes ? fromBytes(*bytes, path) : bytes.error();
}

SentencePiece::SentencePiece(std::unique_ptr<Model> model) : m_model(std::move(model)) {}
SentencePiece::SentencePiece(SentencePiece&&) noexcept = default;
SentencePiece& SentencePiece::operator=(SentencePiece&&) noexcept = default;
SentencePiece::~SentencePiece() = default;

std::vector<int> SentencePiece::encode(std::string_view text) const {
    std::vector<int> ids;
    const auto status = m_model->processor.Encode(text, &ids);
    if (!status.ok()) throw std::logic_error("sentencepiece cannot encode: " + status.ToString());
    return ids;
}

std::string SentencePiece::decode(std::span<const int> ids) const {
    for (const int id : ids)
        if (id < 0 || id >= pieceCount())
            throw std::out_of_range(fmt::format("{} is not a piece of the tokenizer", id));
    std::string text;
    const auto status = m_model->processor.Decode(std::vector<int>(ids.begin(), ids.end()), &text);
    if (!status.ok()) throw std::logic_error("sentencepiece cannot decode: " + status.ToString());
    return text;
}

int SentencePiece::pieceCount() const {
    return m_model->processor.GetPieceSize();
}

}  // namespace kaleido
