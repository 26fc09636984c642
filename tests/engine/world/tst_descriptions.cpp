#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/mentions.h"
#include "engine/plan/sentences.h"
#include "engine/world/describe.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

using namespace kaleido;

class DescriptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyItemIsMentionedExactlyOnceAndInOrder() {
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const Plan plan = m_world.textScene(seed).plan;
            const std::vector<Mention> mentions = mentionsIn(plan);
            QCOMPARE(mentions.size(), plan.items.size());
            for (const auto& mention : firstMentions(plan)) QVERIFY(mention.has_value());
            for (const Mention& mention : mentions) QVERIFY(mention.certain);
        }
    }

    void placesAreSaidByTheSharedRule() {
        int said = 0, items = 0;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const Plan plan = m_world.textScene(seed).plan;
            items += static_cast<int>(plan.items.size());
            for (const PlaceClaim& claim : placeClaims(plan)) {
                ++said;
                const Box& box = *plan.items[claim.item].box;
                const Vec2 centre{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
                QVERIFY2(placeOf(centre) == claim.place.place, plan.detail.c_str());
            }
        }
        QVERIFY(said > 0.9 * items);  // a rider that shares its support's place has it said once
    }

    void oneToThreeSentencesSayTheSettingOnce() {
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            const Scene scene = m_world.textScene(seed);
            const auto sentences = splitSentences(scene.plan.detail).size();
            QVERIFY(sentences >= 1 && sentences <= 3);
            int found = 0;
            for (const Setting setting : kSettings) {
                const std::string word(settingWord(setting));
                const bool said = QString::fromStdString(scene.plan.detail)
                                      .contains(QRegularExpression(
                                          QStringLiteral("\\b%1\\b").arg(QString::fromStdString(word))));
                if (said) ++found;
                QCOMPARE(said, setting == scene.setting);
            }
            QCOMPARE(found, 1);
        }
    }

    void sizeWordsGoByTheLongerSide() {
        QVERIFY(sizeOf({0, 0, 0.3, 0.1}) == SizeWord::Small);
        QVERIFY(sizeOf({0, 0, 0.1, 0.45}) == SizeWord::Medium);
        QVERIFY(sizeOf({0, 0, 0.2, 0.6}) == SizeWord::Large);
    }

    void descriptionsOfMirroredThingsSaySo() {
        int left = 0, right = 0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            const std::string detail = m_world.textScene(seed).plan.detail;
            left += detail.find("facing left") != std::string::npos ? 1 : 0;
            right += detail.find("facing right") != std::string::npos ? 1 : 0;
        }
        QVERIFY(left > 80 && right > 80);
    }

    void articlesFitTheirNouns() {
        QCOMPARE(withArticle("owl"), std::string("an owl"));
        QCOMPARE(withArticle("flat owl"), std::string("a flat owl"));
        QCOMPARE(withArticle("3d owl"), std::string("a 3d owl"));
    }

private:
    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(DescriptionsTest)
#include "tst_descriptions.moc"
