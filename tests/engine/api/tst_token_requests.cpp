#include "engine_fixture.h"

#include <QTest>

#include <algorithm>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

constexpr int kCodes = 64, kCells = 16, kTile = 8, kSide = 32;  ///< of the tiny model

CodeGrid gridOf(std::vector<int> codes) {
    CodeGrid grid{4, 4, std::move(codes), {}};
    grid.parts.resize(grid.codes.size());
    return grid;
}

Picture cropped(const Picture& picture, int left, int top, int side) {
    Picture part{side, side, {}};
    for (int y = top; y < top + side; ++y) {
        const auto row = picture.rgb.begin() + 3 * (y * picture.width + left);
        part.rgb.insert(part.rgb.end(), row, row + 3 * side);
    }
    return part;
}

/// The largest difference of a channel.
int difference(const Picture& a, const Picture& b) {
    int most = a.rgb.size() == b.rgb.size() ? 0 : 256;
    for (std::size_t i = 0; i < std::min(a.rgb.size(), b.rgb.size()); ++i)
        most = std::max(most, std::abs(int{a.rgb[i]} - int{b.rgb[i]}));
    return most;
}

}  // namespace

/// Requests that picture visual tokens.
class TestTokenRequests : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    RecordedEngine m_engine;

    std::vector<Event> picture(CodeGrid tokens) {
        return m_engine.run(TokenPictureRequest{.model = m_model.path(), .tokens = std::move(tokens)});
    }

private Q_SLOTS:
    void everyCodeHasATileOfACellsSize() {
        const auto events = m_engine.run(TokenTilesRequest{.model = m_model.path()});
        QVERIFY(endOf(events).outcome == Outcome::Done);
        const auto done = only<TokenTilesDone>(events);
        QCOMPARE(done.size(), std::size_t{1});
        QCOMPARE(done[0].tiles.size(), std::size_t{kCodes});
        for (const Picture& tile : done[0].tiles) {
            QVERIFY(tile.width == kTile && tile.height == kTile);
            QCOMPARE(tile.rgb.size(), std::size_t{3 * kTile * kTile});
        }
        QVERIFY(std::adjacent_find(done[0].tiles.begin(), done[0].tiles.end()) == done[0].tiles.end());
    }

    void aTileIsWhatTheDecoderMakesOfItsCodeAmongItsLike() {
        const auto tiles = only<TokenTilesDone>(m_engine.run(TokenTilesRequest{.model = m_model.path()}));
        for (const int code : {0, 31, 32, kCodes - 1}) {
            const auto done =
                only<TokenPictureDone>(picture(gridOf(std::vector<int>(std::size_t{kCells}, code))));
            QCOMPARE(done.size(), std::size_t{1});
            QVERIFY(done[0].picture.width == kSide && done[0].picture.height == kSide);
            // One is decoded in a batch of others, which may round otherwise.
            const Picture inner = cropped(done[0].picture, kTile, kTile, kTile);
            QVERIFY(difference(tiles[0].tiles[static_cast<std::size_t>(code)], inner) <= 1);
        }
    }

    void whatIsNotKnownLooksLikeWhatIsNextToIt() {
        std::vector<int> codes(std::size_t{kCells}, 5);
        const Picture whole = only<TokenPictureDone>(picture(gridOf(codes))).at(0).picture;
        codes[0] = codes[7] = kUnknownCode;
        QCOMPARE(only<TokenPictureDone>(picture(gridOf(codes))).at(0).picture, whole);
        codes[15] = 6;
        QVERIFY(only<TokenPictureDone>(picture(gridOf(codes))).at(0).picture != whole);
    }

    void gridsThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<std::vector<int>>("codes");
        QTest::newRow("none") << std::vector<int>{};
        QTest::newRow("short") << std::vector<int>(kCells - 1, 1);
        QTest::newRow("no such code") << std::vector<int>(kCells, kCodes);
        QTest::newRow("negative") << std::vector<int>(kCells, -2);
        QTest::newRow("nothing known") << std::vector<int>(kCells, kUnknownCode);
    }

    void gridsThatMakeNoSenseAreRefused() {
        QFETCH(std::vector<int>, codes);
        const auto events = picture(gridOf(codes));
        QVERIFY(only<TokenPictureDone>(events).empty());
        QVERIFY(endOf(events).error.code == Code::Usage);
        QCOMPARE(endOf(events).error.field, std::string("tokens"));
    }

    void aModelThatIsNotThereIsOneError() {
        const auto none = std::filesystem::path("/nowhere/model");
        for (const Request& request : {Request(TokenTilesRequest{.model = none}),
                                       Request(TokenPictureRequest{.model = none, .tokens = gridOf({1})})}) {
            const auto events = m_engine.run(request);
            QVERIFY(endOf(events).outcome == Outcome::Failed);
            QVERIFY(describe(endOf(events).error).find("/nowhere/model") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestTokenRequests)
#include "tst_token_requests.moc"
