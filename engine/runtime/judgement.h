#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// How varied one set of pictures is, by features of the judging networks (engine/eval/similarity.h).
struct Variety {
    double vendi = 1;       ///< Vendi score: how many pictures without anything in common would be as varied
    double similarity = 1;  ///< mean cosine of all pairs (MSS)

    bool operator==(const Variety&) const = default;
};

/// How far a set of pictures is from held-out renders of the world, by the same features. Comparable only among sets of one
/// size that are measured by the same networks and renders.
struct SetDistance {
    std::int64_t pictures = 0;
    std::int64_t renders = 0;
    double frechet = 0;                    ///< FID (engine/eval/frechet.h)
    double kernel = 0;                     ///< KID (engine/eval/kernel_distance.h)
    double kernelDeviation = 0;            ///< of its subsets
    std::optional<double> precision = {};  ///< absent: too few pictures to tell neighbours
    std::optional<double> recall = {};

    bool operator==(const SetDistance&) const = default;
};

/// What the judging networks find of one item of a plan in a picture that was painted from it (engine/eval/adherence.h).
struct ItemVerdict {
    bool counts = false;  ///< the rest is only told of items that count
    bool thing = false;   ///< the right thing is in its box
    double overlap = 0;  ///< intersection over union of its box and the one that it is drawn in; 0: not found
    std::optional<bool> style = {};  ///< absent: its words name none
    std::optional<bool> color = {};

    bool operator==(const ItemVerdict&) const = default;
};

/// How many words of one kind a caption asks for, and how many of them a plan realises (engine/eval/caption_words.h).
struct WordCount {
    std::string kind;  ///< "things", "numbers", "colours", "styles", "sizes", "settings"
    int asked = 0;
    int realised = 0;

    bool operator==(const WordCount&) const = default;
};

/// What a plan says, read by its words.
struct PlanVerdict {
    std::vector<WordCount> words = {};  ///< of its caption, one for each kind
    std::vector<std::string> settings =
        {};  ///< all that its description may mean, "meadow", "night"; none if it tells none

    bool operator==(const PlanVerdict&) const = default;
};

}  // namespace kaleido
