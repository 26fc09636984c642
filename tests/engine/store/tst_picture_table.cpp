#include "engine/store/picture_table.h"

#include "tests/engine/store/store_test.h"

#include <algorithm>

using namespace kaleido;
using namespace kaleido::test;

class TestPictureTable : public QObject {
    Q_OBJECT

    ScratchProject m_store;

    PictureTable& pictures() { return m_store->pictures(); }
    std::vector<PictureId> ids(const PictureQuery& query) { return pictures().ids(query).value(); }

private Q_SLOTS:
    void init() { m_store.make(); }

    void pictureComesBackExactly() {
        const SampleRun run = addRun(*m_store);
        const std::string png = samplePng(1, 100'000);
        const StoredPicture added = pictures()
                                        .add({.png = png,
                                              .run = run.run,
                                              .revision = run.revision,
                                              .seed = 0xFFFF'FFFF'FFFF'FFFF,
                                              .row = 3,
                                              .column = 2})
                                        .value();
        QCOMPARE(added.width, 1);
        QCOMPARE(added.height, 1);
        QCOMPARE(added.seed, std::uint64_t{0xFFFF'FFFF'FFFF'FFFF});
        m_store.reopen();
        QCOMPARE(pictures().picture(added.id).value(), added);
        QVERIFY(pictures().png(added.id).value() == png);
    }

    void onlyPngFilesAreKept() {
        const SampleRun run = addRun(*m_store);
        for (const char* bytes : {"", "GIF89a", "\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF\xE0"}) {
            const auto added = pictures().add({.png = bytes, .run = run.run, .revision = run.revision});
            QCOMPARE(added.error().code, Code::BadInput);
        }
        QVERIFY(ids({}).empty());
    }

    void pictureBelongsToARunAndARevision() {
        const SampleRun run = addRun(*m_store);
        const std::string png = samplePng(1);
        QCOMPARE(pictures().add({.png = png, .run = RunId{9}, .revision = run.revision}).error().code,
                 Code::NotFound);
        QCOMPARE(pictures().add({.png = png, .run = run.run, .revision = RevisionId{9}}).error().code,
                 Code::NotFound);
        QVERIFY(ids({.bin = BinFilter::Both}).empty());
    }

    void samePlaceMayBePaintedTwice() {
        const SampleRun run = addRun(*m_store);
        const StoredPicture first = addPicture(*m_store, run, 1);
        const StoredPicture second = addPicture(*m_store, run, 1);
        QVERIFY((ids({}) == std::vector<PictureId>{first.id, second.id}));
    }

    void newestRunComesFirstInTheOrderOfItsGrid() {
        const SampleRun run = addRun(*m_store), newer = addRun(*m_store);
        const std::string png = samplePng(1);
        const auto add = [&](const SampleRun& to, int row, int column) {
            return pictures()
                .add({.png = png, .run = to.run, .revision = to.revision, .row = row, .column = column})
                .value()
                .id;
        };
        const PictureId late = add(newer, 1, 0), old = add(run, 0, 0), right = add(newer, 0, 1),
                        left = add(newer, 0, 0);
        QCOMPARE(ids({.order = PictureOrder::NewestRunFirst}), (std::vector{left, right, late, old}));
        QCOMPARE(ids({}), (std::vector{late, old, right, left}));
    }

    void marksComeBackAndChange() {
        const SampleRun run = addRun(*m_store);
        const StoredPicture picture = addPicture(*m_store, run, 1);
        QCOMPARE(picture.marks, PictureMarks{});
        QVERIFY(pictures().setMarks(picture.id, {.starred = true, .binned = true}).ok());
        QCOMPARE(pictures().picture(picture.id).value().marks,
                 (PictureMarks{.starred = true, .binned = true}));
        QVERIFY(pictures().setMarks(picture.id, {}).ok());
        QCOMPARE(pictures().picture(picture.id).value(), picture);
    }

    void marksOfSeveralAreSetAtOnceOrNotAtAll() {
        const SampleRun run = addRun(*m_store);
        const std::vector<PictureId> some = {addPicture(*m_store, run, 1).id, PictureId{99}};
        QCOMPARE(pictures().setMarks(some, {.starred = true}).error().code, Code::NotFound);
        QVERIFY(ids({.starred = true}).empty());
    }

    void queriesRestrict() {
        const SampleRun first = addRun(*m_store), second = addRun(*m_store);
        SampleRun edited = first;
        edited.revision = m_store->plans().addRevision(samplePlan(2), first.revision, "Move box").value().id;
        const PictureId a = addPicture(*m_store, first, 1).id, b = addPicture(*m_store, second, 2).id,
                        c = addPicture(*m_store, edited, 3).id;
        QVERIFY(pictures().setMarks(a, {.starred = true}).ok());
        QVERIFY(pictures().setMarks(b, {.starred = true, .binned = true}).ok());
        using Ids = std::vector<PictureId>;
        QVERIFY((ids({}) == Ids{a, c}));
        QVERIFY((ids({.bin = BinFilter::Inside}) == Ids{b}));
        QVERIFY((ids({.bin = BinFilter::Both}) == Ids{a, b, c}));
        QVERIFY((ids({.starred = true}) == Ids{a}));
        QVERIFY((ids({.starred = true, .bin = BinFilter::Both}) == Ids{a, b}));
        QVERIFY((ids({.run = first.run}) == Ids{a, c}));
        QVERIFY((ids({.revision = first.revision}) == Ids{a}));
        QVERIFY((ids({.plan = first.plan}) == Ids{a, c}));
        QVERIFY((ids({.run = second.run, .plan = first.plan, .bin = BinFilter::Both}) == Ids{}));
    }

    void whatIsNotThereIsNotFound() {
        QCOMPARE(pictures().picture(PictureId{9}).error().code, Code::NotFound);
        QCOMPARE(pictures().png(PictureId{9}).error().code, Code::NotFound);
        const std::vector<PictureId> some = {PictureId{9}};
        QCOMPARE(pictures().list(some).error().code, Code::NotFound);
    }

    void tenThousandArePagedInAnyOrder() {
        constexpr int kCount = 10'000;
        const SampleRun run = addRun(*m_store);
        QVERIFY(m_store
                    ->inOne([&]() -> Result<void> {
                        for (int i = 0; i < kCount; ++i) addPicture(*m_store, run, i);
                        return {};
                    })
                    .ok());
        const std::vector<PictureId> all = ids({});
        QCOMPARE(all.size(), std::size_t{kCount});
        for (const std::size_t page : {0, 4'217, kCount - 60}) {
            const auto rows = pictures().list(std::span(all).subspan(page, 60)).value();
            QCOMPARE(rows.size(), std::size_t{60});
            for (std::size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].seed, page + i);
                QVERIFY(pictures().png(rows[i].id).value() == samplePng(static_cast<int>(page + i)));
            }
        }
        std::vector<PictureId> backwards(all.rbegin(), all.rbegin() + 5);
        QCOMPARE(pictures().list(backwards).value().front().seed, std::uint64_t{kCount - 1});

        // What is binned leaves the list, and every other place keeps its picture.
        QVERIFY(pictures().setMarks(std::span(all).subspan(10, 100), {.binned = true}).ok());
        const std::vector<PictureId> left = ids({});
        QCOMPARE(left.size(), std::size_t{kCount - 100});
        QVERIFY(std::equal(left.begin() + 10, left.end(), all.begin() + 110));
    }
};

QTEST_APPLESS_MAIN(TestPictureTable)
#include "tst_picture_table.moc"
