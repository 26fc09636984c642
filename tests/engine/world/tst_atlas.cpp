#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/world/atlas.h"
#include "engine/world/recolor.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <filesystem>
#include <fstream>

using namespace kaleido;

namespace fs = std::filesystem;

namespace {

const fs::path kSprites = test::sourceFile("resources/sprites");

/// A copy of the committed atlas that a test may damage.
class CopiedAtlas {
public:
    CopiedAtlas() {
        for (const auto& entry : fs::directory_iterator(kSprites))
            fs::copy(entry.path(), folder() / entry.path().filename());
    }
    fs::path folder() const { return m_folder.path().toStdString(); }
    std::string json() const {
        std::ifstream file(folder() / "atlas.json");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder() / name, std::ios::binary) << text;
    }

private:
    QTemporaryDir m_folder;
};

void verifyRefused(const CopiedAtlas& copy, const char* why) {
    const Result<Atlas> atlas = Atlas::open(copy.folder());
    QVERIFY(!atlas.ok());
    QVERIFY2(atlas.error().message.find(why) != std::string::npos, atlas.error().message.c_str());
    QVERIFY(atlas.error().path.ends_with("atlas.json"));
}

/// Share of red, green and blue in the visible pixels of a sprite.
std::array<double, 3> meanColor(const Sprite& sprite) {
    std::array<double, 3> sum{};
    for (const Rgba pixel : sprite.level(0).pixels) {
        sum[0] += redOf(pixel);
        sum[1] += greenOf(pixel);
        sum[2] += blueOf(pixel);
    }
    const double all = sum[0] + sum[1] + sum[2];
    return {sum[0] / all, sum[1] / all, sum[2] / all};
}

}  // namespace

class AtlasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCommittedAtlasHasFortyThingsAndFourSupportsInFourStyles() {
        const Atlas atlas = *Atlas::open(kSprites);
        QCOMPARE(atlas.styles(), (std::vector<std::string>{"3d", "flat", "drawn", "bold"}));
        int supports = 0;
        for (const Thing& thing : atlas.things()) supports += thing.support ? 1 : 0;
        QCOMPARE(supports, 4);
        QCOMPARE(atlas.things().size(), std::size_t{44});
        QVERIFY(atlas.thing(atlas.find("cat")).isA("animal"));
        QVERIFY(!atlas.thing(atlas.find("cat")).isA("vehicle"));
        QCOMPARE(atlas.find("dragon"), -1);
        QCOMPARE(atlas.findInWords("3d black cat"), atlas.find("black cat"));
        QCOMPARE(atlas.findInWords("flat blue car"), atlas.find("car"));
        QCOMPARE(atlas.findInWords("flat blue dragon"), -1);
    }

    void spritesFillTheirCell() {
        const Atlas atlas = *Atlas::open(kSprites);
        for (int thing = 0; thing < 44; ++thing) {
            for (int style = 0; style < 4; ++style) {
                const Sprite& sprite = atlas.sprite(thing, style, kOwnColor);
                QCOMPARE(std::max(sprite.width(), sprite.height()), 128);
                QVERIFY(sprite.foot().left < sprite.foot().right);
            }
        }
    }

    void coloredThingsHaveTheirColor() {
        const Atlas atlas = *Atlas::open(kSprites);
        for (const char* name : {"car", "umbrella", "hat", "tulip", "butterfly", "mat", "soccer ball"}) {
            for (int style = 0; style < 4; ++style) {
                const auto color = [&](int index) {
                    return meanColor(atlas.sprite(atlas.find(name), style, index));
                };
                const auto red = color(0), green = color(2), blue = color(3);
                QVERIFY2(red[0] > green[0] && red[0] > blue[0], name);
                QVERIFY2(green[1] > red[1] && green[1] > blue[1], name);
                QVERIFY2(blue[2] > red[2] && blue[2] > green[2], name);
            }
        }
    }

    void turningAHueLeavesOtherHuesAndGreysAlone() {
        const Rgba red = packRgba(200, 20, 20, 255), grey = packRgba(90, 90, 90, 255),
                   blue = packRgba(20, 20, 200, 255);
        const PixelGrid turned = rotatedHue({3, 1, {red, grey, blue}}, 0, 40, kColors[2]);
        QCOMPARE(turned.pixels[1], grey);
        QCOMPARE(turned.pixels[2], blue);
        QVERIFY(greenOf(turned.pixels[0]) > 150 && redOf(turned.pixels[0]) < 60);
        // Lightness stays: highest plus lowest channel.
        QVERIFY(std::abs(static_cast<int>(greenOf(turned.pixels[0]) + redOf(turned.pixels[0])) - 220) < 12);
    }

    void aMissingFolderIsAnError() {
        const auto world = World::open("/nowhere");
        QVERIFY(!world.ok());
        QVERIFY(world.error().code == Code::NotFound);
        QVERIFY(world.error().path.ends_with("atlas.json"));
    }

    void damagedAtlasesAreRefused() {
        {
            CopiedAtlas copy;
            fs::remove(copy.folder() / "flat.png");
            verifyRefused(copy, "flat.png");
        }
        {
            CopiedAtlas copy;
            copy.write("atlas.json", copy.json().substr(0, 3000));
            verifyRefused(copy, "parse error");
        }
        {
            CopiedAtlas copy;
            std::string json = copy.json();
            json.replace(json.find("\"version\": 1"), 12, "\"version\": 9");
            copy.write("atlas.json", json);
            verifyRefused(copy, "/version");
        }
        {
            CopiedAtlas copy;
            std::string json = copy.json();
            const std::size_t at = json.find("\"rect\": [0, ");
            json.replace(at, 11, "\"rect\": [9999,");
            copy.write("atlas.json", json);
            verifyRefused(copy, "outside");
        }
        {
            CopiedAtlas copy;
            std::string json = copy.json();
            const std::string entry = "{\"thing\": \"cat\", \"style\": \"flat\"";
            json.replace(json.find(entry), entry.size(), "{\"thing\": \"cat\", \"style\": \"bold\"");
            copy.write("atlas.json", json);
            verifyRefused(copy, "no 'cat' in style 'flat'");
        }
    }
};

QTEST_APPLESS_MAIN(AtlasTest)
#include "tst_atlas.moc"
