#pragma once

#include "engine/world/layout.h"

#include <string>
#include <string_view>

namespace kaleido {

/// How large something looks: by the longer side of its box. The middle has no word.
enum class SizeWord { Small, Medium, Large };
SizeWord sizeOf(const Box& box);

/// Style, colour and name: "flat blue car", "drawn mat".
std::string itemWords(const Atlas& atlas, const Figure& figure);

/// Where the figure looks to, after mirroring.
Facing facingOf(const Atlas& atlas, const Figure& figure);

/// "a cat", "an owl".
std::string withArticle(std::string_view noun);

/// Everything there is to say about the scene in one to three plain sentences: style, colour, size, facing and place
/// of every figure, far to near, and the setting. The k-th figure with some item words is the k-th mention of these.
std::string describe(const Atlas& atlas, const Layout& layout, Random& random);

}  // namespace kaleido
