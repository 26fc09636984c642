#pragma once

#include "engine/api/known_words.h"

#include <QStringList>

#include <functional>
#include <string_view>
#include <vector>

namespace kaleido {

/// What fields that people type words into know of the model.
struct ModelWords {
    /// The words of a UTF-8 text that the model does not know; see KnownWords::unknownIn().
    std::function<std::vector<WordOffer>(std::string_view)> unknownIn = [](std::string_view) {
        return std::vector<WordOffer>();
    };
    QStringList all{};  ///< for completion, in alphabetical order
};

ModelWords modelWords(const KnownWords& known);

}  // namespace kaleido
