#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/mentions.h"
#include "engine/world/atlas.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace kaleido;

namespace {

using Words = std::vector<std::string>;

Words split(const std::string& text) {
    std::istringstream stream(text);
    Words words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// What the words of an item say, read back.
struct Shown {
    std::string style, color;
    const Thing* thing = nullptr;
    Box box;
    std::string facing;  ///< as the detailed description says
    int place = -1;      ///< index among the items
};

/// Reads captions on its own terms, as a listener would, and says whether they are true of a scene.
class Listener {
public:
    Listener(const Atlas& atlas, const Scene& scene) : m_setting(scene.setting) {
        const auto mentions = firstMentions(scene.plan);
        for (std::size_t i = 0; i < scene.plan.items.size(); ++i) {
            const Item& item = scene.plan.items[i];
            Words words = split(item.words);
            Shown shown{.style = words[0],
                        .color = {},
                        .thing = nullptr,
                        .box = *item.box,
                        .facing = {},
                        .place = static_cast<int>(i)};
            std::size_t name = 1;
            if (atlas.find(joined(words, name)) < 0) shown.color = words[name++];
            shown.thing = &atlas.thing(atlas.find(joined(words, name)));
            const std::string behind = scene.plan.detail.substr(mentions[i]->end, 13);
            if (behind.starts_with(" facing left")) shown.facing = "left";
            if (behind.starts_with(" facing right")) shown.facing = "right";
            m_shown.push_back(shown);
        }
    }

    /// Empty if true, else what is wrong.
    std::string objection(std::string caption) const {
        for (const std::string opening : {"there is ", "a picture of "}) {
            if (caption.starts_with(opening)) caption.erase(0, opening.size());
        }
        if (alone().contains(caption)) return alone().at(caption) == m_setting ? "" : "another setting";
        for (const auto& [phrase, settings] : phrases()) {
            if (caption.ends_with(phrase)) {
                if (!settings.contains(m_setting)) return "not " + phrase;
                caption.erase(caption.size() - phrase.size());
                break;
            }
        }
        for (const std::string relation : {" sat on ", " sits on ", " sitting on ", " standing on ",
                                           " stands on ", " on top of ", " on "}) {
            const std::size_t at = caption.rfind(relation);
            const std::string after = at == std::string::npos ? "" : caption.substr(at + relation.size());
            if (at == std::string::npos || after.starts_with("the left") || after.starts_with("the right"))
                continue;
            return objectionToSubjects(caption.substr(0, at), &after);
        }
        return objectionToSubjects(caption, nullptr);
    }

private:
    static std::string joined(const Words& words, std::size_t from) {
        std::string text;
        for (std::size_t i = from; i < words.size(); ++i) text += (i > from ? " " : "") + words[i];
        return text;
    }

    static const std::map<std::string, Setting>& alone() {
        static const std::map<std::string, Setting> all = {
            {"a meadow", Setting::Meadow},     {"a beach", Setting::Beach},  {"snow", Setting::Snow},
            {"a night scene", Setting::Night}, {"a room", Setting::Room},    {"the sea", Setting::Sea},
            {"a desert", Setting::Desert},     {"a street", Setting::Street}};
        return all;
    }

    static const std::map<std::string, std::set<Setting>>& phrases() {
        using enum Setting;
        static const std::map<std::string, std::set<Setting>> all = {
            {" in a meadow", {Meadow}},
            {" in the meadow", {Meadow}},
            {" on the grass", {Meadow}},
            {" in a field", {Meadow}},
            {" on the beach", {Beach}},
            {" at the beach", {Beach}},
            {" by the sea", {Beach, Sea}},
            {" on the sand", {Beach, Desert}},
            {" in the snow", {Snow}},
            {" in winter", {Snow}},
            {" on a snowy day", {Snow}},
            {" at night", {Night}},
            {" in the dark", {Night}},
            {" under the stars", {Night}},
            {" in a room", {Room}},
            {" in the room", {Room}},
            {" indoors", {Room}},
            {" at home", {Room}},
            {" at sea", {Sea}},
            {" in the water", {Sea}},
            {" on the sea", {Sea}},
            {" in the desert", {Desert}},
            {" in a desert", {Desert}},
            {" on the street", {Street}},
            {" in a street", {Street}},
            {" in the city", {Street}},
            {" in town", {Street}},
            {" outdoors", {Meadow, Beach, Snow, Sea, Desert, Street}}};
        return all;
    }

    std::string objectionToSubjects(std::string text, const std::string* support) const {
        for (std::size_t at = text.find(" with "); at != std::string::npos;
             at = text.find(" with ", at + 1)) {
            if (text.substr(at + 6, 6) != "wheels") text.replace(at, 5, " and");
        }
        for (std::size_t at = text.find(", "); at != std::string::npos; at = text.find(", "))
            text.replace(at, 2, " and ");
        while (!text.empty()) {
            const std::size_t at = text.find(" and ");
            const std::string objection = objectionToOne(text.substr(0, at), support);
            if (!objection.empty()) return objection;
            text = at == std::string::npos ? "" : text.substr(at + 5);
        }
        return {};
    }

    std::string objectionToOne(const std::string& phrase, const std::string* support) const {
        Words words = split(phrase);
        int wanted = 1;
        std::vector<std::function<bool(const Shown&)>> tests;
        while (words.size() > 2 && (words.end()[-2] == "facing" || words.end()[-2] == "the")) {
            const std::string side = words.back();
            if (words.end()[-2] == "facing") {
                tests.push_back([side](const Shown& s) { return s.facing == side; });
                words.resize(words.size() - 2);
            } else {
                tests.push_back(
                    [side](const Shown& s) { return ((s.box.x0 + s.box.x1) / 2 < 0.5) == (side == "left"); });
                words.resize(words.size() - 3);
            }
        }
        const std::map<std::string, int> numbers = {{"a", 1},   {"an", 1},    {"some", 1}, {"something", 1},
                                                    {"two", 2}, {"three", 3}, {"four", 4}};
        if (!numbers.contains(words[0])) return "no article in '" + phrase + "'";
        const bool something = words[0] == "something";
        wanted = numbers.at(words[0]);
        if (!something) words.erase(words.begin());
        while (words.size() > 1 && addLooks(words[0], tests)) words.erase(words.begin());
        const std::string noun = joined(words, 0);
        tests.push_back(
            [noun, several = wanted > 1](const Shown& s) { return isCalled(*s.thing, noun, several); });
        if (support != nullptr)
            tests.push_back([this, support](const Shown& s) { return standsOn(s, *support); });
        const auto found = std::count_if(m_shown.begin(), m_shown.end(), [&](const Shown& s) {
            return !s.thing->support &&
                   std::all_of(tests.begin(), tests.end(), [&](const auto& test) { return test(s); });
        });
        const bool isTrue = wanted > 1 ? found == wanted : found >= 1;
        return isTrue ? "" : "'" + phrase + "' fits " + std::to_string(found) + " things";
    }

    static bool addLooks(const std::string& word, std::vector<std::function<bool(const Shown&)>>& tests) {
        const std::set<std::string> colors = {"red", "yellow", "green", "blue", "purple", "pink"},
                                    styles = {"3d", "flat", "drawn", "bold"};
        const auto longer = [](const Shown& s) { return std::max(s.box.x1 - s.box.x0, s.box.y1 - s.box.y0); };
        if (colors.contains(word)) {
            tests.push_back([word](const Shown& s) { return s.color == word; });
        } else if (styles.contains(word)) {
            tests.push_back([word](const Shown& s) { return s.style == word; });
        } else if (word == "small" || word == "little") {
            tests.push_back([longer](const Shown& s) { return longer(s) < 0.4; });
        } else if (word == "large" || word == "big") {
            tests.push_back([longer](const Shown& s) { return longer(s) > 0.5; });
        } else {
            return false;
        }
        return true;
    }

    static bool isCalled(const Thing& thing, std::string noun, bool several) {
        const std::map<std::string, std::string> categories = {{"something with wheels", "wheels"},
                                                               {"something that flies", "aircraft"},
                                                               {"something to eat", "food"}};
        if (categories.contains(noun)) return thing.isA(categories.at(noun));
        for (const std::string& name : thing.nouns) {
            const auto irregular = thing.plural.find(name);
            const std::string plural = irregular != thing.plural.end() ? irregular->second : name + "s";
            if (noun == (several ? plural : name)) return true;
        }
        if (several) noun.pop_back();
        return thing.isA(noun);
    }

    /// Its feet are within a support of that name (and colour), which is behind it.
    bool standsOn(const Shown& rider, const std::string& support) const {
        Words words = split(support);
        words.erase(words.begin());
        return std::any_of(m_shown.begin(), m_shown.end(), [&](const Shown& s) {
            const double middle = (rider.box.x0 + rider.box.x1) / 2;
            return s.thing->support && s.thing->name == words.back() &&
                   (words.size() == 1 || words[0] == s.color) && s.place < rider.place && middle > s.box.x0 &&
                   middle < s.box.x1 && rider.box.y1 > s.box.y0 - 0.01 && rider.box.y1 < s.box.y1;
        });
    }

    Setting m_setting;
    std::vector<Shown> m_shown;
};

}  // namespace

class CaptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatACaptionSaysIsTrue() {
        for (std::uint64_t seed = 0; seed < 6000; ++seed) {
            const Scene scene = m_world.textScene(seed);
            const std::string objection = Listener(m_world.atlas(), scene).objection(scene.caption);
            QVERIFY2(objection.empty(), qPrintable(QString::fromStdString(
                                            scene.caption + " | " + scene.plan.detail + " | " + objection)));
        }
    }

    void theListenerNoticesUntruths() {
        int caught = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            const Scene scene = m_world.textScene(seed);
            if (!Listener(m_world.atlas(), scene).objection(m_world.textScene(seed + 1).caption).empty())
                ++caught;
        }
        QVERIFY(caught > 240);
    }

    void captionsAreShortAndPlain() {
        std::size_t letters = 0;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const std::string caption = m_world.textScene(seed).caption;
            QVERIFY(!caption.empty() && caption.size() < 100);
            QVERIFY(std::all_of(caption.begin(), caption.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || c == ' ' || c == ',' || c == '3';
            }));
            letters += caption.size();
        }
        QVERIFY(letters < 2000 * 30);
    }

    void theOldSentencesComeUp() {
        std::map<std::string, int> wanted = {
            {"a cat", 0},    {"a cat sat on the mat", 0},  {"a blue car at night", 0},
            {"two cats", 0}, {"something with wheels", 0}, {"an animal", 0}};
        for (std::uint64_t seed = 0; seed < 30000; ++seed) {
            const auto found = wanted.find(m_world.textScene(seed).caption);
            if (found != wanted.end()) ++found->second;
        }
        for (const auto& [caption, count] : wanted) QVERIFY2(count > 0, caption.c_str());
    }

    void everyWordIsInTheVocabulary() {
        const std::vector<std::string> words = m_world.words();
        const std::set<std::string> known(words.begin(), words.end());
        for (std::uint64_t seed = 0; seed < 4000; ++seed) {
            const Scene scene = m_world.textScene(seed);
            std::string text = scene.caption + " " + scene.plan.detail;
            std::replace_if(
                text.begin(), text.end(), [](char c) { return c == ',' || c == '.'; }, ' ');
            for (const std::string& word : split(text)) QVERIFY2(known.contains(word), word.c_str());
        }
        QVERIFY(known.contains("palm tree"));
        QVERIFY(!known.contains("dragon"));
    }

    void relatedWordsLeadToKnownOnes() {
        const std::vector<std::string> words = m_world.words();
        const std::set<std::string> known(words.begin(), words.end());
        for (const RelatedWords& related : m_world.relatedWords()) {
            QVERIFY(!related.known.empty());
            for (const std::string& target : related.known) {
                QVERIFY2(known.contains(target), target.c_str());
            }
        }
    }

private:
    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(CaptionsTest)
#include "tst_captions.moc"
