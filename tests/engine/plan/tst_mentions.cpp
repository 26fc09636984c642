#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/mentions.h"

using namespace kaleido;

namespace {

Plan planOf(const char* detail, std::initializer_list<const char*> words) {
    Plan plan;
    plan.detail = detail;
    for (const char* each : words) {
        Item item;
        item.id = ItemId{plan.items.size() + 1};
        item.words = each;
        plan.items.push_back(item);
    }
    return plan;
}

/// The mentions as "item@byte", with ? behind those that are not certain.
QStringList mentionList(const Plan& plan) {
    QStringList list;
    for (const Mention& mention : mentionsIn(plan)) {
        list << QStringLiteral("%1@%2%3")
                    .arg(mention.item)
                    .arg(mention.range.begin)
                    .arg(mention.certain ? QString() : QStringLiteral("?"));
    }
    return list;
}

}  // namespace

class MentionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKthItemTakesTheKthOccurrence() {
        const Plan plan = planOf("a cat, a dog and a cat", {"cat", "dog", "cat", "cat"});
        QCOMPARE(mentionList(plan),
                 (QStringList{QStringLiteral("0@2"), QStringLiteral("1@9"), QStringLiteral("2@19")}));
        QVERIFY(!firstMentions(plan)[3]);
        QVERIFY(firstMentions(plan)[2] == (ByteRange{19, 22}));
    }

    void surplusOccurrencesMeanTheOnlyItemOrPerhapsAny() {
        QCOMPARE(mentionList(planOf("a cat. the cat sits", {"cat"})),
                 (QStringList{QStringLiteral("0@2"), QStringLiteral("0@11")}));
        QCOMPARE(mentionList(planOf("cat cat cat", {"cat", "cat"})),
                 (QStringList{QStringLiteral("0@0"), QStringLiteral("1@4"), QStringLiteral("0@8?"),
                              QStringLiteral("1@8?")}));
    }

    void longerWordsAreNotTakenForShorterOnes() {
        QCOMPARE(mentionList(planOf("a black cat and a cat", {"cat", "black cat"})),
                 (QStringList{QStringLiteral("1@2"), QStringLiteral("0@18")}));
    }

    void onlyWholeWordsCount_data() {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const char* detail, const char* words, int count) {
            QTest::newRow(name) << QString::fromUtf8(detail) << QString::fromUtf8(words) << count;
        };
        row("inside a word", "concatenate cats", "cat", 0);
        row("case", "A Flat CAT", "flat cat", 1);
        row("spaces and line breaks", "a flat \n cat", "flat  cat", 1);
        row("punctuation", "(cat), cat's", "cat", 2);
        row("accents go on", "a catté", "cat", 0);
        row("accent at the end", "cafés café", "café", 1);
        row("scripts without spaces", "一只黑猫坐着", "猫", 1);
        row("no words", "a cat", " ", 0);
    }
    void onlyWholeWordsCount() {
        QFETCH(QString, detail);
        QFETCH(QString, words);
        QFETCH(int, count);
        const Plan plan = planOf(detail.toUtf8().constData(), {words.toUtf8().constData()});
        QCOMPARE(static_cast<int>(mentionsIn(plan).size()), count);
    }

    void sentencesThatSpeakOfAnItemAreFound() {
        const Plan plan = planOf("A cat. A dog. The cat is big. It is night.", {"cat", "dog"});
        QCOMPARE(sentencesMentioning(plan, {0}), (std::vector<std::size_t>{0, 2}));
        QCOMPARE(sentencesMentioning(plan, {1}), (std::vector<std::size_t>{1}));
        QCOMPARE(sentencesMentioning(plan, {0, 1}), (std::vector<std::size_t>{0, 1, 2}));
    }

    void whatIsSaidOfAnItemFollowsItsMention_data() {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("cat");
        QTest::addColumn<QString>("dog");
        const auto row = [](const char* detail, const char* cat, const char* dog) {
            QTest::newRow(detail) << QString::fromUtf8(detail) << QString::fromUtf8(cat)
                                  << QString::fromUtf8(dog);
        };
        row("a Cat facing left at the top and a dog facing  right, in the snow.", "facing left",
            "facing right");
        row("a cat with a hat on a dog.", "with a hat on a", "");
        row("a cat. It sleeps. a dog that barks!", "", "that barks");
        row("a cat facing left. a cat facing right.", "facing left", "");
        row("in the snow.", "", "");
    }
    void whatIsSaidOfAnItemFollowsItsMention() {
        QFETCH(const QString, detail);
        QFETCH(const QString, cat);
        QFETCH(const QString, dog);
        const auto said = saidBehindMentions(planOf(detail.toUtf8().constData(), {"cat", "dog"}));
        QCOMPARE(QString::fromStdString(said.at(0)), cat);
        QCOMPARE(QString::fromStdString(said.at(1)), dog);
    }

    void aStaleSentenceSaysNothingOfItsItems() {
        Plan plan = planOf("a cat facing left. a dog facing right.", {"cat", "dog"});
        plan.sentences = {{PartState::Stale}, {PartState::Stale, true}};
        QCOMPARE(saidBehindMentions(plan), (std::vector<std::string>{"", "facing right"}));
    }

    void placesBelongToTheNearestItem_data() {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QList<int>>("places");  // of cat, then of dog; −1 none
        const auto row = [](const char* detail, int cat, int dog) {
            QTest::newRow(detail) << QString::fromUtf8(detail) << QList<int>{cat, dog};
        };
        const int left = static_cast<int>(PlaceWord::Left), right = static_cast<int>(PlaceWord::Right);
        row("a cat on the left and a dog on the right.", left, right);
        row("on the left a cat and on the right a dog.", left, right);
        row("a cat. a dog on the right.", -1, right);
        row("a cat and a dog on the right.", -1, right);
        row("a cat on the left. on the right it is dark. a dog.", left, -1);
        row("a bird on the left.", -1, -1);
    }
    void placesBelongToTheNearestItem() {
        QFETCH(QString, detail);
        QFETCH(QList<int>, places);
        QList<int> found{-1, -1};
        for (const PlaceClaim& claim : placeClaims(planOf(detail.toUtf8().constData(), {"cat", "dog"}))) {
            found[static_cast<int>(claim.item)] = static_cast<int>(claim.place.place);
        }
        QCOMPARE(found, places);
    }

    void quantisationAloneIsNoContradiction() {
        Item item;
        QVERIFY(!contradicts(item, PlaceWord::Left));
        item.box = Box{0.3, 0.4, 0.38, 0.6};  // the middle lies 0.007 beyond the left third
        QVERIFY(!contradicts(item, PlaceWord::Left));
        QVERIFY(!contradicts(item, PlaceWord::Centre));
        QVERIFY(contradicts(item, PlaceWord::Right));
        QVERIFY(contradicts(item, PlaceWord::TopLeft));
    }
};

QTEST_APPLESS_MAIN(MentionsTest)
#include "tst_mentions.moc"
