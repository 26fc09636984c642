#include "ui/fields/unknown_words_text.h"

#include "app/studio/known_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace kaleido {
namespace {

constexpr std::size_t kMostOffers = 3;  ///< the menu has all of them

QString textOf(const WordOffer& offer) {
    const QString word = QString::fromStdString(offer.word);
    QStringList nearest;
    for (const std::string& known : offer.nearest) {
        if (static_cast<std::size_t>(nearest.size()) < kMostOffers)
            nearest.push_back(QString::fromStdString(known));
    }
    if (nearest.isEmpty()) return QCoreApplication::translate("UnknownWords", "“%1” is not known").arg(word);
    return QCoreApplication::translate("UnknownWords", "“%1” is not known; nearest: %2")
        .arg(word, nearest.join(QCoreApplication::translate("UnknownWords", ", ", "between words")));
}

}  // namespace

QString unknownWordsText(const std::vector<WordOffer>& words) {
    QStringList texts;
    for (const WordOffer& word : words) {
        if (const QString text = textOf(word); !texts.contains(text)) texts.push_back(text);
    }
    return texts.join(QStringLiteral("  ·  "));
}

}  // namespace kaleido
