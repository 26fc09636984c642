#pragma once

#include "engine/base/error.h"
#include "engine/world/sprite.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The way a thing looks as it is drawn; None if it has no front.
enum class Facing { None, Left, Right };

/// How a thing takes another colour.
enum class Recolor { Never, Rotate, Tint };

/// What is known of one thing of the atlas. A support is a thing that others stand on.
struct Thing {
    std::string name;                           ///< as in item words: "black cat"
    std::vector<std::string> nouns;             ///< true names in a caption, the usual one first
    std::map<std::string, std::string> plural;  ///< of nouns that do not just take an s
    std::vector<std::string> categories;        ///< wider words that are true of it: "animal"
    bool onGround = false;                      ///< where it is at home; at least one of the three
    bool inAir = false;
    bool onWater = false;
    Facing facing = Facing::None;
    Recolor recolor = Recolor::Never;
    double hueWidth = 0;  ///< Rotate: degrees around the main hue
    bool plain = false;   ///< recolourable, but also shown in its own colour, without a colour word
    bool support = false;
    double stand = 0;  ///< supports: where feet rest, as a fraction of its height from the top, …
    double bulge = 0;  ///< … plus bulge · (distance from its middle / its width)²

    bool isA(std::string_view category) const;
};

/// The sprites of the emoji world: every thing in every style, and in every colour it comes in. Immutable after
/// open(); may be read from any thread. About 40 MB.
class Atlas {
public:
    /// Reads atlas.json and its pictures. Errors name the file and the field.
    static Result<Atlas> open(const std::filesystem::path& folder);

    const std::vector<Thing>& things() const { return m_things; }
    const Thing& thing(int index) const { return m_things[static_cast<std::size_t>(index)]; }
    const std::vector<std::string>& styles() const { return m_styles; }
    const std::string& style(int index) const { return m_styles[static_cast<std::size_t>(index)]; }

    /// Index of the thing with this name, or −1.
    int find(std::string_view name) const;
    /// Index of the thing that item words name ("flat blue car": the car), or −1.
    int findInWords(std::string_view itemWords) const;

    /// `color`: an index into kColors, or kOwnColor.
    const Sprite& sprite(int thing, int style, int color) const;

private:
    friend class AtlasReader;
    std::size_t slot(int thing, int style, int color) const;

    std::vector<Thing> m_things;
    std::vector<std::string> m_styles;
    std::vector<std::shared_ptr<const Sprite>> m_sprites;  ///< [thing][style][colour + 1]
};

}  // namespace kaleido
