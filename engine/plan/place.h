#pragma once

#include "engine/plan/byte_range.h"
#include "engine/plan/geometry.h"

#include <string_view>
#include <vector>

namespace kaleido {

/// Where something stands, in words: the one 3 × 3 rule that the world writes its descriptions by, validate()
/// checks texts by and the evaluation measures by. Row by row from the top left.
enum class PlaceWord { TopLeft, Top, TopRight, Left, Centre, Right, BottomLeft, Bottom, BottomRight };

constexpr int kPlaceWords = 9;

/// The third of the width and of the height that a point lies in; points outside count to the nearest.
PlaceWord placeOf(Vec2 centre);

/// Whether a point is at a place, or at most `slack` (a fraction of the picture) beside it.
bool isAt(Vec2 centre, PlaceWord place, double slack = 0);

/// The phrase for it: "at the top left", "on the right", "in the centre"…
std::string_view placePhrase(PlaceWord place);

/// A phrase in a text that says where something is.
struct PlaceMention {
    ByteRange range;
    PlaceWord place = PlaceWord::Centre;

    bool operator==(const PlaceMention&) const = default;
};

/// The place phrases of an English text, in order: "at/on/in the" and one or two words of top, upper, bottom,
/// lower, left, right, centre, center, middle, with a space or hyphen between. Places beside something else ("on
/// the left of the dog") are none, those in a setting or in the picture ("in the centre of a meadow", "at the top
/// of the picture") are. Neither is "facing left" or "to the left".
std::vector<PlaceMention> findPlaces(std::string_view text);

}  // namespace kaleido
