#pragma once

#include "app/document/document.h"
#include "engine/plan/edits.h"

#include <QObject>

#include <string>

namespace kaleido::test {

/// Somebody is in the middle of typing other words for the first item of the plan on the canvas: they become an edit where
/// typing ends.
inline void beTyping(Document& document, const std::string& words) {
    const auto end = [&document, words] {
        const PlanId plan = document.currentPlan();
        document.edit(plan, setWords(document.find(plan)->plan, ItemId{1}, words),
                      QStringLiteral("Change words"));
    };
    QObject::connect(&document, &Document::typingEnds, &document, end, Qt::SingleShotConnection);
}

/// What the first item of the plan says.
inline std::string firstWords(const Document& document, PlanId plan) {
    return document.find(plan)->plan.items.front().words;
}

}  // namespace kaleido::test
