#include "engine/eval/caption_words.h"

#include "engine/plan/assignment.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace kaleido {
namespace {

using Pairs = std::vector<std::optional<std::size_t>>;

/// One thing that a plan shows.
struct Shown {
    std::vector<int> things;  ///< what it may be
    int color = kOwnColor;
    int style = -1;
    std::optional<SizeWord> size;
};

Shown shownBy(const ThingPhrase& phrase) {
    return {.things = phrase.named >= 0 ? std::vector<int>{phrase.named} : phrase.things,
            .color = phrase.color,
            .style = phrase.style,
            .size = phrase.size.value_or(SizeWord::Medium)};
}

std::vector<Shown> shownByItems(const SceneReader& reader, const Plan& plan) {
    std::vector<Shown> shown;
    for (const Item& item : plan.items) {
        const SceneWords words = reader.read(item.words);
        if (words.things.empty()) continue;
        shown.push_back(shownBy(words.things.front()));
        shown.back().size = item.box ? std::optional(sizeOf(*item.box)) : std::nullopt;
    }
    return shown;
}

std::vector<Shown> shownByText(const SceneWords& text) {
    std::vector<Shown> shown;
    for (const ThingPhrase& phrase : text.things)
        shown.insert(shown.end(), static_cast<std::size_t>(std::max(1, phrase.number)), shownBy(phrase));
    return shown;
}

template <typename T>
bool shareOne(const std::vector<T>& a, const std::vector<T>& b) {
    return std::any_of(a.begin(), a.end(), [&](T x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

bool fits(const ThingPhrase& wanted, const Shown& shown) {
    return shareOne(wanted.things, shown.things);
}

bool hasColor(const ThingPhrase& wanted, const Shown& shown) {
    return wanted.color == kOwnColor || wanted.color == shown.color;
}

bool hasStyle(const ThingPhrase& wanted, const Shown& shown) {
    return wanted.style < 0 || wanted.style == shown.style;
}

bool hasSize(const ThingPhrase& wanted, const Shown& shown) {
    return !wanted.size || wanted.size == shown.size;
}

/// What shows each of the wanted ones: as many as can be, then with as many of their looks as can be.
Pairs paired(const std::vector<const ThingPhrase*>& wanted, const std::vector<Shown>& shown) {
    constexpr double kUnpaired = 1, kAnotherThing = 2, kWrongLook = 1e-3;
    std::vector<std::vector<double>> costs;
    for (const ThingPhrase* phrase : wanted) {
        std::vector<double>& row = costs.emplace_back();
        for (const Shown& one : shown) {
            const int wrong = !hasColor(*phrase, one) + !hasStyle(*phrase, one) + !hasSize(*phrase, one);
            row.push_back(fits(*phrase, one) ? wrong * kWrongLook : kAnotherThing);
        }
    }
    return cheapestPairs(costs, shown.size(), kUnpaired);
}

class Counter {
public:
    void add(WordKind kind, bool realised) {
        m_words.kinds[static_cast<std::size_t>(kind)] += {.asked = 1, .realised = realised ? 1 : 0};
    }

    void addThings(const std::vector<ThingPhrase>& phrases, const std::vector<Shown>& shown, bool sizes) {
        std::vector<const ThingPhrase*> wanted;
        for (const ThingPhrase& phrase : phrases)
            wanted.insert(wanted.end(), static_cast<std::size_t>(std::max(1, phrase.number)), &phrase);
        const Pairs pairs = paired(wanted, shown);
        std::vector<Shown> left;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            if (std::find(pairs.begin(), pairs.end(), std::optional(i)) == pairs.end())
                left.push_back(shown[i]);
        }
        for (const ThingPhrase& phrase : phrases) {
            std::vector<Shown> its;
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                if (wanted[i] == &phrase && pairs[i]) its.push_back(shown[*pairs[i]]);
            }
            addPhrase(phrase, its, left, sizes);
        }
    }

    void addSettings(const SceneWords& caption, const SceneWords& text) {
        for (const std::vector<Setting>& wanted : caption.settings) {
            add(WordKind::Setting, std::any_of(text.settings.begin(), text.settings.end(),
                                               [&](const auto& said) { return shareOne(wanted, said); }));
        }
    }

    const CaptionWords& words() const { return m_words; }

private:
    void addPhrase(const ThingPhrase& phrase, const std::vector<Shown>& its, const std::vector<Shown>& left,
                   bool sizes) {
        const bool complete = its.size() == static_cast<std::size_t>(std::max(1, phrase.number));
        const auto allHave = [&](bool (*look)(const ThingPhrase&, const Shown&)) {
            return complete &&
                   std::all_of(its.begin(), its.end(), [&](const Shown& one) { return look(phrase, one); });
        };
        const auto isOneMore = [&](const Shown& one) { return fits(phrase, one); };
        add(WordKind::Thing, !its.empty());
        if (phrase.number > 0)
            add(WordKind::Number, complete && std::none_of(left.begin(), left.end(), isOneMore));
        if (phrase.color != kOwnColor) add(WordKind::Color, allHave(hasColor));
        if (phrase.style >= 0) add(WordKind::Style, allHave(hasStyle));
        if (phrase.size && sizes) add(WordKind::Size, allHave(hasSize));
    }

    CaptionWords m_words;
};

}  // namespace

WordTally& WordTally::operator+=(const WordTally& other) {
    asked += other.asked;
    realised += other.realised;
    return *this;
}

WordTally CaptionWords::all() const {
    WordTally sum;
    for (const WordTally& tally : kinds) sum += tally;
    return sum;
}

CaptionWords& CaptionWords::operator+=(const CaptionWords& other) {
    for (std::size_t i = 0; i < kWordKinds; ++i) kinds[i] += other.kinds[i];
    return *this;
}

CaptionWords captionWords(const SceneReader& reader, const Plan& plan, Kinds asked) {
    const SceneWords caption = reader.read(plan.caption), text = reader.read(plan.detail);
    Counter counter;
    if (asked.boxes || asked.blobs) {
        counter.addThings(caption.things, shownByItems(reader, plan), asked.boxes);
    } else if (asked.text) {
        counter.addThings(caption.things, shownByText(text), true);
    }
    if (asked.text) counter.addSettings(caption, text);
    return counter.words();
}

}  // namespace kaleido
