#include "ui/inspector/issue_text.h"

#include "engine/plan/mentions.h"
#include "engine/plan/shapes.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaleido {
namespace {

QString say(const char* text, int count = -1) {
    return QCoreApplication::translate("Issue", text, nullptr, count);
}

/// The part that an issue is about, as the beginning of a sentence.
QString partName(PartRef part, const Plan& plan) {
    switch (part.kind) {
        case PartKind::Caption:
            return say(QT_TRANSLATE_NOOP("Issue", "The caption"));
        case PartKind::Detail:
        case PartKind::Sentence:
            return say(QT_TRANSLATE_NOOP("Issue", "The description"));
        case PartKind::Item: {
            QString name = itemName(plan, part.index);
            return name.replace(0, 1, name.left(1).toUpper());
        }
        case PartKind::Tokens:
        case PartKind::Token:
            return say(QT_TRANSLATE_NOOP("Issue", "The grid of visual tokens"));
        case PartKind::Colors:
        case PartKind::Color:
            return say(QT_TRANSLATE_NOOP("Issue", "The colour mosaic"));
        case PartKind::Plan:
            break;
    }
    return say(QT_TRANSLATE_NOOP("Issue", "The plan"));
}

/// What the description says of the item's place, and where it is instead.
QString contradictionText(const QString& part, const Issue& issue, const Plan& plan) {
    const auto claims = placeClaims(plan);
    const auto claim = std::find_if(claims.begin(), claims.end(), [&](const PlaceClaim& one) {
        return one.item == issue.part.index && contradicts(plan.items[one.item], one.place.place);
    });
    if (claim == claims.end())
        return say(QT_TRANSLATE_NOOP("Issue", "%1 is not where the description says.")).arg(part);
    const auto centre = centreOf(plan.items[claim->item]);
    return say(QT_TRANSLATE_NOOP("Issue", "%1 is %2, but the description says %3."))
        .arg(part, placeText(placeOf(*centre)), placeText(claim->place.place));
}

}  // namespace

QString placeText(PlaceWord place) {
    switch (place) {
        case PlaceWord::TopLeft:
            return say(QT_TRANSLATE_NOOP("Issue", "at the top left"));
        case PlaceWord::Top:
            return say(QT_TRANSLATE_NOOP("Issue", "at the top"));
        case PlaceWord::TopRight:
            return say(QT_TRANSLATE_NOOP("Issue", "at the top right"));
        case PlaceWord::Left:
            return say(QT_TRANSLATE_NOOP("Issue", "on the left"));
        case PlaceWord::Centre:
            return say(QT_TRANSLATE_NOOP("Issue", "in the centre"));
        case PlaceWord::Right:
            return say(QT_TRANSLATE_NOOP("Issue", "on the right"));
        case PlaceWord::BottomLeft:
            return say(QT_TRANSLATE_NOOP("Issue", "at the bottom left"));
        case PlaceWord::Bottom:
            return say(QT_TRANSLATE_NOOP("Issue", "at the bottom"));
        case PlaceWord::BottomRight:
            break;
    }
    return say(QT_TRANSLATE_NOOP("Issue", "at the bottom right"));
}

QString itemName(const Plan& plan, std::size_t index) {
    const QString number = QString::number(index + 1);
    const QString words =
        index < plan.items.size() ? QString::fromStdString(plan.items[index].words).simplified() : QString();
    if (words.isEmpty()) return say(QT_TRANSLATE_NOOP("Issue", "item %1")).arg(number);
    constexpr int kMost = 40;
    return say(QT_TRANSLATE_NOOP("Issue", "item %1 (%2)"))
        .arg(number, words.size() <= kMost ? words : words.left(kMost) + u'…');
}

QString issueText(const Issue& issue, const Plan& plan, const PlanFormat& format) {
    const QString part = partName(issue.part, plan);
    switch (issue.rule) {
        case Rule::EmptyCaption:
            return say(QT_TRANSLATE_NOOP("Issue", "The caption is empty: the plan may show anything."));
        case Rule::TextTooLong:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 is too long. Shorten it.")).arg(part);
        case Rule::BadText:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 has characters that cannot be used.")).arg(part);
        case Rule::SentenceCount:
            return say(QT_TRANSLATE_NOOP("Issue", "The states of the description do not fit its sentences."));
        case Rule::TooManyItems:
            return say(QT_TRANSLATE_N_NOOP("Issue",
                                           "The plan has %n items, more than the model's %1. Remove some."),
                       static_cast<int>(plan.items.size()))
                .arg(format.maxItems);
        case Rule::ItemIds:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 cannot be told from another one.")).arg(part);
        case Rule::EmptyWords:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 has no words.")).arg(part);
        case Rule::NoShape:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 has no place in the picture.")).arg(part);
        case Rule::NotFinite:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 has a place that is not a number.")).arg(part);
        case Rule::Inverted:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 is inverted or flat.")).arg(part);
        case Rule::Outside:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 lies outside the picture. Move it in or remove it."))
                .arg(part);
        case Rule::PartlyOutside:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 lies partly outside the picture.")).arg(part);
        case Rule::TooSmall:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 is narrower than the model can tell.")).arg(part);
        case Rule::GridSize:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 does not have the model's size.")).arg(part);
        case Rule::CodeRange:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 has a code that the model does not have.")).arg(part);
        case Rule::NotMentioned:
            return say(QT_TRANSLATE_NOOP("Issue", "%1 is not named in the description.")).arg(part);
        case Rule::PlaceContradiction:
            return contradictionText(part, issue, plan);
    }
    return QString::fromStdString(issue.message);
}

}  // namespace kaleido
