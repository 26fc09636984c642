#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/place.h"

using namespace kaleido;

class PlaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theThirdsOfThePictureAreThePlaces_data() {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<QString>("phrase");
        QTest::newRow("top left") << 0.1 << 0.2 << QStringLiteral("at the top left");
        QTest::newRow("top") << 0.5 << 0.33 << QStringLiteral("at the top");
        QTest::newRow("top right") << 0.9 << 0.0 << QStringLiteral("at the top right");
        QTest::newRow("left") << 0.33 << 0.34 << QStringLiteral("on the left");
        QTest::newRow("centre") << 0.34 << 0.66 << QStringLiteral("in the centre");
        QTest::newRow("right") << 0.67 << 0.5 << QStringLiteral("on the right");
        QTest::newRow("bottom left") << 0.0 << 1.0 << QStringLiteral("at the bottom left");
        QTest::newRow("bottom") << 0.5 << 0.7 << QStringLiteral("at the bottom");
        QTest::newRow("outside counts to the nearest") << 1.5 << 7.0 << QStringLiteral("at the bottom right");
    }
    void theThirdsOfThePictureAreThePlaces() {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(QString, phrase);
        const PlaceWord place = placeOf({x, y});
        QCOMPARE(QString::fromStdString(std::string(placePhrase(place))), phrase);
        QVERIFY(isAt({x, y}, place));
    }

    void everyPhraseIsFoundAgain() {
        for (int i = 0; i < kPlaceWords; ++i) {
            const auto place = static_cast<PlaceWord>(i);
            const std::string text = "A cat stands " + std::string(placePhrase(place)) + ", big.";
            const auto found = findPlaces(text);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found[0].place, place);
            QVERIFY(found[0].range.in(text) == placePhrase(place));
        }
    }

    void placesAreTakenOnlyForWhatTheySay_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("places");
        const auto row = [](const char* text, QList<PlaceWord> places) {
            QList<int> numbers;
            for (const PlaceWord place : places) numbers << static_cast<int>(place);
            QTest::newRow(text) << QString::fromLatin1(text) << numbers;
        };
        row("In the upper-right corner a sun", {PlaceWord::TopRight});
        row("in the middle of a meadow", {PlaceWord::Centre});
        row("at the top of the picture", {PlaceWord::Top});
        row("at the centre left", {PlaceWord::Left});
        row("at the bottom center", {PlaceWord::Bottom});
        row("a cat on the left and a dog on the right", {PlaceWord::Left, PlaceWord::Right});
        row("on the left of the dog", {});
        row("at the top of the hill", {});
        row("on the upper shelf", {});
        row("facing left, looking to the right", {});
        row("on the, left", {});
        row("in the centrepiece", {});
        row("on the", {});
    }
    void placesAreTakenOnlyForWhatTheySay() {
        QFETCH(QString, text);
        QFETCH(QList<int>, places);
        QList<int> found;
        for (const PlaceMention& mention : findPlaces(text.toStdString())) {
            found << static_cast<int>(mention.place);
        }
        QCOMPARE(found, places);
    }

    void slackReachesALittleBeyondThePlace() {
        QVERIFY(!isAt({0.34, 0.5}, PlaceWord::Left));
        QVERIFY(isAt({0.34, 0.5}, PlaceWord::Left, 0.02));
        QVERIFY(!isAt({0.36, 0.5}, PlaceWord::Left, 0.02));
        QVERIFY(isAt({0.32, 0.5}, PlaceWord::Centre, 0.02));
    }
};

QTEST_APPLESS_MAIN(PlaceTest)
#include "tst_place.moc"
