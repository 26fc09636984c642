#include "engine/plan/edits.h"
#include "tests/support/open_document.h"
#include "tests/support/sample_project.h"
#include "tests/support/typing.h"

#include <QSignalSpy>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace kaleido;
using namespace kaleido::test;

class TestDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPlanComesOntoTheCanvas();
    void anEditIsOnTheDiskAtOnce();
    void undoAndRedoWalkThroughRevisions();
    void editsWithOneKeyAreOneEntry();
    void anEditThatEndsWhereItBeganDisappears();
    void aPreviewIsSeenButNotStored();
    void marksAreUndoneTogether();
    void undoReturnsToThePlanThatWasEdited();
    void whatCannotBeWrittenDoesNotHappen();
    void anotherProjectStartsAnew();
    void aProjectThatCannotBeReadLeavesThisOne();
    void onlyWhatCanBeWrittenMayBeAddedTo();
    void whatIsTypedBelongsToThePlanItWasTypedFor();
    void anEditOfAnotherPlanEndsTheTypingFirst();
    void whatIsTypedIsSaved();
    void whatIsTypedStaysInTheProjectThatIsLeft();
    void inTheMiddleOfUndoNothingIsEdited();
};

void TestDocument::theFirstPlanComesOntoTheCanvas() {
    OpenDocument document;
    const PlanId first = document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = document->addPlan(catPlan("two"), Origin::Sampled).value();
    QCOMPARE(document->currentPlan(), first);
    document->setCurrentPlan(second);
    document.reopen();
    QCOMPARE(document->currentPlan(), second);
    QCOMPARE(document->plans().size(), std::size_t(2));
}

void TestDocument::anEditIsOnTheDiskAtOnce() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const Plan after = moveItem(catPlan(), ItemId{1}, {0.1, 0});
    QVERIFY(document->edit(plan, after, QStringLiteral("Move box")));
    document.reopen();
    QCOMPARE(document->find(plan)->plan, after);
    const auto revisions = document->store().plans().revisionsOf(plan).value();
    QCOMPARE(revisions.size(), std::size_t(2));
    QCOMPARE(revisions.back().edit, std::string("Move box"));
}

void TestDocument::undoAndRedoWalkThroughRevisions() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const Plan once = moveItem(catPlan(), ItemId{1}, {0.1, 0});
    const Plan twice = setWords(once, ItemId{1}, "dog");
    document->edit(plan, once, QStringLiteral("Move box"));
    document->edit(plan, twice, QStringLiteral("Change words"));
    document->undoStack().undo();
    QCOMPARE(document->find(plan)->plan, once);
    document->undoStack().undo();
    QCOMPARE(document->find(plan)->plan, catPlan());
    QCOMPARE(document->store().plans().stored(plan).value().current, document->find(plan)->stored.current);
    document->undoStack().redo();
    document->undoStack().redo();
    QCOMPARE(document->find(plan)->plan, twice);
    QCOMPARE(document->store().plans().revisionsOf(plan).value().size(), std::size_t(3));
}

void TestDocument::editsWithOneKeyAreOneEntry() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    for (int i = 1; i <= 5; ++i) {
        document->edit(plan, moveItem(catPlan(), ItemId{1}, {0.01 * i, 0}), QStringLiteral("Nudge"),
                       QStringLiteral("nudge 1"));
    }
    document->edit(plan, setWords(document->find(plan)->plan, ItemId{1}, "dog"),
                   QStringLiteral("Change words"));
    QCOMPARE(document->undoStack().count(), 2);
    document->undoStack().undo();
    document->undoStack().undo();
    QCOMPARE(document->find(plan)->plan, catPlan());
}

void TestDocument::anEditThatEndsWhereItBeganDisappears() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const RevisionId before = document->find(plan)->stored.current;
    const QString text = QStringLiteral("Nudge"), key = QStringLiteral("nudge 1");
    document->edit(plan, setWords(catPlan(), ItemId{1}, "dog"), text, key);
    document->edit(plan, catPlan(), text, key);
    QCOMPARE(document->undoStack().count(), 0);
    QCOMPARE(document->find(plan)->stored.current, before);
    QVERIFY(!document->edit(plan, catPlan(), text));
}

void TestDocument::aPreviewIsSeenButNotStored() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const Plan during = moveItem(catPlan(), ItemId{1}, {0.1, 0});
    QSignalSpy changed(&*document, &Document::changed);
    document->preview(plan, during);
    QCOMPARE(document->shown(plan), during);
    QCOMPARE(document->find(plan)->plan, catPlan());
    QCOMPARE(changed.takeFirst().front().value<Change>(),
             (Change{.what = Change::What::PlanPreviewed, .plan = plan}));
    document->endPreview();
    QCOMPARE(document->shown(plan), catPlan());
    QCOMPARE(document->undoStack().count(), 0);
}

void TestDocument::marksAreUndoneTogether() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    NewRun run{.settings = sampleSettings(), .plans = {document->find(plan)->stored.current}, .pictures = 2};
    const RunId id = document->addRun(run).value();
    std::vector<PictureId> pictures;
    for (int i = 0; i < 2; ++i) {
        const std::string png = samplePng(i);
        pictures.push_back(
            document->addPicture({.png = png, .run = id, .revision = run.plans.front(), .column = i})
                .value());
    }
    QVERIFY(document->setPictureMarks(pictures, {.starred = true}, QStringLiteral("Star")));
    QCOMPARE(document->store().pictures().ids({.starred = true}).value().size(), std::size_t(2));
    document->undoStack().undo();
    QCOMPARE(document->store().pictures().ids({.starred = true}).value().size(), std::size_t(0));
    QCOMPARE(document->store().pictures().ids().value().size(), std::size_t(2));
}

void TestDocument::undoReturnsToThePlanThatWasEdited() {
    OpenDocument document;
    const PlanId first = document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = document->addPlan(catPlan("two"), Origin::Sampled).value();
    document->edit(first, setWords(catPlan(), ItemId{1}, "dog"), QStringLiteral("Change words"));
    document->setCurrentPlan(second);
    document->undoStack().undo();
    QCOMPARE(document->currentPlan(), first);
}

void TestDocument::whatCannotBeWrittenDoesNotHappen() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    auto reader = Document::open(ProjectStore::open(document.path()).value()).value();
    QVERIFY(reader->readOnly());
    QSignalSpy failed(reader.get(), &Document::failed);
    QVERIFY(!reader->edit(plan, setWords(catPlan(), ItemId{1}, "dog"), QStringLiteral("Change words")));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.front().front().value<Error>().code, Code::WriteFailed);
    QCOMPARE(reader->find(plan)->plan, catPlan());
    QCOMPARE(reader->undoStack().count(), 0);
}

void TestDocument::anotherProjectStartsAnew() {
    OpenDocument document, other;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    document->edit(plan, setWords(catPlan(), ItemId{1}, "dog"), QStringLiteral("Change words"));
    const std::filesystem::path copy = document.path().string() + "-copy.kaleido";
    QVERIFY(other->saveAs(copy).ok());
    QSignalSpy changed(&*document, &Document::changed);
    QVERIFY(document->take(ProjectStore::create(copy.string() + "-2").value()).ok());
    QVERIFY(document->plans().empty());
    QCOMPARE(document->currentPlan(), PlanId{});
    QCOMPARE(document->undoStack().count(), 0);
    QCOMPARE(changed.last().front().value<Change>(), Change{});
}

void TestDocument::aProjectThatCannotBeReadLeavesThisOne() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const std::filesystem::path other = document.path().string() + "-2";
    {
        ProjectStore store = ProjectStore::create(other).value();
        store.plans().add(catPlan(), Origin::Sampled).value();
    }
    {
        SQLite::Database database(other.string(), SQLite::OPEN_READWRITE);
        const std::string trigger =
            database.execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'revisions_stay'").getString();
        database.exec("DROP TRIGGER revisions_stay; UPDATE revisions SET json = '{';" + trigger);
    }
    QSignalSpy leaving(&*document, &Document::leaving);
    QSignalSpy changed(&*document, &Document::changed);
    auto store = ProjectStore::open(other);
    QVERIFY(store.ok());
    QCOMPARE(document->take(*std::move(store)).error().code, Code::BadPlan);
    QVERIFY(leaving.isEmpty() && changed.isEmpty());
    QCOMPARE(document->currentPlan(), plan);
    QVERIFY(document->setPlanMarks(plan, {.pinned = true}, QStringLiteral("Pin")));
}

void TestDocument::onlyWhatCanBeWrittenMayBeAddedTo() {
    OpenDocument document;
    QVERIFY(document->mayAdd());
    auto reader = Document::open(ProjectStore::open(document.path()).value()).value();
    QSignalSpy failed(reader.get(), &Document::failed);
    QVERIFY(!reader->mayAdd());
    QCOMPARE(failed.front().front().value<Error>().code, Code::WriteFailed);
}

void TestDocument::whatIsTypedBelongsToThePlanItWasTypedFor() {
    OpenDocument document;
    const PlanId first = document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = document->addPlan(catPlan("two"), Origin::Sampled).value();
    beTyping(*document, "dog");
    document->setCurrentPlan(second);
    QCOMPARE(document->currentPlan(), second);
    document.reopen();
    QCOMPARE(firstWords(*document, first), std::string("dog"));
    QCOMPARE(document->find(second)->plan, catPlan("two"));
}

void TestDocument::anEditOfAnotherPlanEndsTheTypingFirst() {
    OpenDocument document;
    const PlanId first = document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = document->addPlan(catPlan("two"), Origin::Sampled).value();
    beTyping(*document, "dog");
    const Plan moved = moveItem(catPlan("two"), ItemId{1}, {0.1, 0});
    QVERIFY(document->edit(second, moved, QStringLiteral("Move box")));
    QCOMPARE(document->currentPlan(), second);
    QCOMPARE(document->find(second)->plan, moved);
    QCOMPARE(firstWords(*document, first), std::string("dog"));
    QCOMPARE(document->undoStack().undoText(), QStringLiteral("Move box"));
    document->undoStack().undo();
    QCOMPARE(document->undoStack().undoText(), QStringLiteral("Change words"));
    document->undoStack().undo();
    QCOMPARE(document->find(first)->plan, catPlan());
    QCOMPARE(document->find(second)->plan, catPlan("two"));
}

void TestDocument::whatIsTypedIsSaved() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    const std::filesystem::path path = document.path().string() + "-2.kaleido";
    beTyping(*document, "dog");
    QVERIFY(document->saveAs(path).ok());
    const auto saved = Document::open(ProjectStore::open(path).value()).value();
    QCOMPARE(firstWords(*saved, plan), std::string("dog"));
}

void TestDocument::whatIsTypedStaysInTheProjectThatIsLeft() {
    OpenDocument document;
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    beTyping(*document, "dog");
    std::string atLeaving;
    connect(&*document, &Document::leaving, this, [&] { atLeaving = firstWords(*document, plan); });
    QVERIFY(document->take(ProjectStore::create(document.path().string() + "-2").value()).ok());
    QCOMPARE(atLeaving, std::string("dog"));
    QVERIFY(document->plans().empty());
    const auto former = Document::open(ProjectStore::open(document.path()).value()).value();
    QCOMPARE(firstWords(*former, plan), std::string("dog"));
}

void TestDocument::inTheMiddleOfUndoNothingIsEdited() {
    OpenDocument document;
    const PlanId first = document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = document->addPlan(catPlan("two"), Origin::Sampled).value();
    document->edit(first, setWords(catPlan(), ItemId{1}, "dog"), QStringLiteral("Change words"));
    document->setCurrentPlan(second);
    beTyping(*document, "bird");
    document->undoStack().undo();  // goes to the first plan, and its stack takes nothing meanwhile
    QCOMPARE(document->currentPlan(), first);
    QCOMPARE(document->find(first)->plan, catPlan());
    QCOMPARE(document->find(second)->plan, catPlan("two"));
    QCOMPARE(document->undoStack().count(), 1);
    document->undoStack().redo();
    QCOMPARE(firstWords(*document, first), std::string("dog"));
}

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
