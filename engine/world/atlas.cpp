#include "engine/world/atlas.h"

#include "engine/world/recolor.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace kaleido {

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kVariants = kColors.size() + 1;

Facing facingOf(const std::string& word) {
    if (word == "left") return Facing::Left;
    if (word == "right") return Facing::Right;
    throw std::runtime_error(fmt::format("facing '{}' is neither left nor right", word));
}

Recolor recolorOf(const std::string& word) {
    if (word == "rotate") return Recolor::Rotate;
    if (word == "tint") return Recolor::Tint;
    throw std::runtime_error(fmt::format("recolour '{}' is neither rotate nor tint", word));
}

Thing readThing(const nlohmann::json& entry) {
    Thing thing;
    thing.name = entry.at("name");
    thing.nouns = entry.at("nouns").get<std::vector<std::string>>();
    thing.categories = entry.at("categories").get<std::vector<std::string>>();
    if (entry.contains("plural")) thing.plural = entry["plural"].get<std::map<std::string, std::string>>();
    const auto homes = entry.at("home").get<std::vector<std::string>>();
    const auto livesIn = [&homes](std::string_view home) {
        return std::find(homes.begin(), homes.end(), home) != homes.end();
    };
    thing.onGround = livesIn("ground");
    thing.inAir = livesIn("air");
    thing.onWater = livesIn("water");
    if (entry.contains("facing")) thing.facing = facingOf(entry["facing"]);
    if (entry.contains("recolour")) thing.recolor = recolorOf(entry["recolour"]);
    thing.hueWidth = entry.value("width", 0.0);
    thing.plain = entry.value("plain", false);
    thing.support = entry.contains("stand");
    thing.stand = entry.value("stand", 0.0);
    thing.bulge = entry.value("bulge", 0.0);
    return thing;
}

/// The straight RGBA pixels of rect [x, y, width, height] of an OpenCV BGRA picture.
PixelGrid cut(const cv::Mat& picture, const std::vector<int>& rect) {
    if (rect.size() != 4 || rect[0] < 0 || rect[1] < 0 || rect[2] < 1 || rect[3] < 1 ||
        rect[0] + rect[2] > picture.cols || rect[1] + rect[3] > picture.rows) {
        throw std::runtime_error("a sprite's rect lies outside its picture");
    }
    PixelGrid grid{rect[2], rect[3], {}};
    grid.pixels.reserve(static_cast<std::size_t>(grid.width) * grid.height);
    for (int y = rect[1]; y < rect[1] + rect[3]; ++y) {
        for (int x = rect[0]; x < rect[0] + rect[2]; ++x) {
            const auto& bgra = picture.at<cv::Vec4b>(y, x);
            grid.pixels.push_back(packRgba(bgra[2], bgra[1], bgra[0], bgra[3]));
        }
    }
    return grid;
}

cv::Mat readRgba(const std::filesystem::path& path) {
    cv::Mat picture = cv::imread(path.string(), cv::IMREAD_UNCHANGED);
    if (picture.type() != CV_8UC4) {
        throw std::runtime_error(fmt::format("{} is missing or is not an 8-bit RGBA picture", path.string()));
    }
    return picture;
}

}  // namespace

bool Thing::isA(std::string_view category) const {
    return std::find(categories.begin(), categories.end(), category) != categories.end();
}

/// Fills an Atlas from its folder. Throws std::exception with a message about the contents.
class AtlasReader {
public:
    Atlas read(const std::filesystem::path& folder) {
        std::ifstream file(folder / "atlas.json", std::ios::binary);
        if (!file) throw std::runtime_error("the file cannot be read");
        const auto json = nlohmann::json::parse(file);
        if (json.at("format") != "kaleido-sprites" || json.at("version") != kVersion) {
            throw std::runtime_error(
                fmt::format("/version: only kaleido-sprites version {} can be read", kVersion));
        }
        for (const auto& entry : json.at("things")) m_atlas.m_things.push_back(readThing(entry));
        for (const auto& entry : json.at("styles")) m_atlas.m_styles.push_back(entry.at("name"));
        m_atlas.m_sprites.resize(m_atlas.m_things.size() * m_atlas.m_styles.size() * kVariants);
        for (std::size_t style = 0; style < m_atlas.m_styles.size(); ++style) {
            readStyle(static_cast<int>(style),
                      readRgba(folder / std::string(json["styles"][style].at("file"))), json.at("sprites"));
        }
        requireAll();
        return std::move(m_atlas);
    }

private:
    void readStyle(int style, const cv::Mat& picture, const nlohmann::json& sprites) {
        for (const auto& entry : sprites) {
            if (entry.at("style") != m_atlas.style(style)) continue;
            const int thing = m_atlas.find(std::string(entry.at("thing")));
            if (thing < 0) throw std::runtime_error("/sprites: a sprite is of a thing that is not listed");
            addVariants(thing, style, cut(picture, entry.at("rect")), entry.value("hue", 0.0));
        }
    }

    void addVariants(int thing, int style, const PixelGrid& pixels, double hue) {
        slot(thing, style, kOwnColor) = std::make_shared<const Sprite>(pixels);
        const Thing& what = m_atlas.thing(thing);
        if (what.recolor == Recolor::Never) return;
        for (int color = 0; color < static_cast<int>(kColors.size()); ++color) {
            const NamedColor& target = kColors[static_cast<std::size_t>(color)];
            slot(thing, style, color) = std::make_shared<const Sprite>(
                what.recolor == Recolor::Tint ? tinted(pixels, target)
                                              : rotatedHue(pixels, hue, what.hueWidth, target));
        }
    }

    std::shared_ptr<const Sprite>& slot(int thing, int style, int color) {
        return m_atlas.m_sprites[m_atlas.slot(thing, style, color)];
    }

    void requireAll() {
        for (std::size_t thing = 0; thing < m_atlas.m_things.size(); ++thing) {
            for (std::size_t style = 0; style < m_atlas.m_styles.size(); ++style) {
                if (slot(static_cast<int>(thing), static_cast<int>(style), kOwnColor) == nullptr) {
                    throw std::runtime_error(fmt::format("/sprites: no '{}' in style '{}'",
                                                         m_atlas.m_things[thing].name,
                                                         m_atlas.m_styles[style]));
                }
            }
        }
    }

    Atlas m_atlas;
};

Result<Atlas> Atlas::open(const std::filesystem::path& folder) {
    try {
        return AtlasReader().read(folder);
    } catch (const std::exception& error) {
        return Error{
            Code::NotFound,
            fmt::format("the sprite atlas cannot be used: {}; take the folder resources/sprites anew",
                        error.what()),
            (folder / "atlas.json").string(),
            {}};
    }
}

int Atlas::find(std::string_view name) const {
    const auto found = std::find_if(m_things.begin(), m_things.end(),
                                    [name](const Thing& thing) { return thing.name == name; });
    return found == m_things.end() ? -1 : static_cast<int>(found - m_things.begin());
}

int Atlas::findInWords(std::string_view itemWords) const {
    while (true) {
        if (const int thing = find(itemWords); thing >= 0) return thing;
        const std::size_t space = itemWords.find(' ');
        if (space == std::string_view::npos) return -1;
        itemWords.remove_prefix(space + 1);
    }
}

const Sprite& Atlas::sprite(int thing, int style, int color) const {
    return *m_sprites.at(slot(thing, style, color));
}

std::size_t Atlas::slot(int thing, int style, int color) const {
    const auto row = static_cast<std::size_t>(thing) * m_styles.size() + static_cast<std::size_t>(style);
    return row * kVariants + static_cast<std::size_t>(color + 1);
}

}  // namespace kaleido
