#include "app/studio/known_words.h"

namespace kaleido {

ModelWords modelWords(const KnownWords& known) {
    ModelWords words;
    words.unknownIn = [known](std::string_view text) { return known.unknownIn(text); };
    for (const std::string& word : known.all()) words.all.push_back(QString::fromStdString(word));
    return words;
}

}  // namespace kaleido
