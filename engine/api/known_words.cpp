#include "engine/api/known_words.h"

#include "engine/io/model_manifest.h"
#include "engine/text/caption.h"
#include "engine/text/vocabulary.h"

namespace kaleido {

Result<std::string> normalisedCaption(std::string_view caption) {
    return normaliseCaption(caption);
}

Result<KnownWords> KnownWords::read(const std::filesystem::path& modelFolder) {
    const auto manifest = readManifest(modelFolder);
    if (!manifest) return manifest.error();
    const ModelFile* words = manifest->fileFor("vocabulary");
    if (words == nullptr) return KnownWords();
    const ModelFile* related = manifest->fileFor("related_words");
    auto vocabulary = Vocabulary::open(
        manifest->pathOf(*words), related == nullptr ? std::filesystem::path() : manifest->pathOf(*related));
    if (!vocabulary) return vocabulary.error();
    return KnownWords(std::make_shared<const Vocabulary>(std::move(*vocabulary)));
}

std::vector<WordOffer> KnownWords::unknownIn(std::string_view text, int count) const {
    std::vector<WordOffer> offers;
    if (!m_vocabulary) return offers;
    for (const UnknownWord& unknown : m_vocabulary->unknownWords(text)) {
        offers.push_back({.word = unknown.word,
                          .begin = unknown.begin,
                          .end = unknown.end,
                          .nearest = m_vocabulary->nearest(unknown.word, count)});
    }
    return offers;
}

std::vector<std::string> KnownWords::all() const {
    std::vector<std::string> words;
    if (!m_vocabulary) return words;
    for (const KnownWord& known : m_vocabulary->words()) words.push_back(known.words);
    return words;
}

}  // namespace kaleido
