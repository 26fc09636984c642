#include "engine/text/sentence_piece.h"

#include <fmt/format.h>
#include <sentencepiece_processor.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kaleido {

struct SentencePiece::Model {
    sentencepiece::SentencePieceProcessor processor;
};

namespace {

Error modelError(const std::filesystem::path& path, std::string message) {
    return Error{Code::BadInput, std::move(message), path.string(), {}};
}

bool beginsWithOurs(const sentencepiece::SentencePieceProcessor& model) {
    return model.GetPieceSize() > kUnknownPiece && model.IsControl(kPadPiece) && model.IsControl(kEndPiece) &&
           model.IsUnknown(kUnknownPiece) && model.IdToPiece(kPadPiece) == "<pad>" &&
           model.IdToPiece(kEndPiece) == "</s>";
}

}  // namespace

Result<SentencePiece> SentencePiece::fromBytes(std::string_view bytes, const std::filesystem::path& path) {
    auto model = std::make_unique<Model>();
    // An empty string is a valid protobuf message, and gives a model that cannot be used.
    const bool loaded = !bytes.empty() && model->processor.LoadFromSerializedProto(bytes).ok();
    if (!loaded)
        return modelError(path, "this is not a sentencepiece model, or it is damaged; fetch the model again");
    if (!beginsWithOurs(model->processor))
        return modelError(path,
                          "the tokenizer does not begin with the pieces <pad>, </s>, <unk>; it was made for "
                          "another program");
    return SentencePiece(std::move(model));
}

Result<SentencePiece> SentencePiece::open(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        return Error{
            Code::NotFound, "cannot read the tokenizer; is it there and readable?", path.string(), {}};
    return fromBytes(bytes, path);
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
