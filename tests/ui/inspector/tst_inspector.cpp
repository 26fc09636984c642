#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/fields/number_field.h"
#include "ui/fields/quiet_text.h"
#include "ui/fields/words_edit.h"
#include "ui/inspector/description_edit.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/issue_list.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QCompleter>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QWheelEvent>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr ItemId kCat{1}, kCar{2};

/// The formats that are really drawn at a position of the text.
QTextCharFormat formatAt(const QTextEdit& edit, int position) {
    const QTextBlock block = edit.document()->findBlock(position);
    QTextCharFormat format;
    for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
        const int at = position - block.position();
        if (range.start <= at && at < range.start + range.length) format.merge(range.format);
    }
    return format;
}

}  // namespace

class TestInspector : public QObject {
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void init() {
        m_studio = std::make_unique<Studio>();
        m_studio->document->addPlan(sampleScene(), Origin::Sampled);
        m_inspector = std::make_unique<Inspector>(InspectorParts{.document = *m_studio->document,
                                                                 .selection = m_studio->selection,
                                                                 .plans = m_studio->plans,
                                                                 .words = sampleWords()});
        m_inspector->resize(320, 800);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    }

    void cleanup() {
        m_inspector.reset();
        m_studio.reset();
        QLocale::setDefault(QLocale::c());
    }

    // ---- One item

    void wordsShowWhileTheyAreTypedAndAreOneEdit() {
        m_studio->selection.select({kCar});
        auto& words = find<WordsEdit>("itemWords");
        QCOMPARE(words.text(), QStringLiteral("red car"));
        words.setFocus();
        words.selectAll();
        QTest::keyClicks(&words, QStringLiteral("red turtle"));
        QCOMPARE(shown().items[1].words, std::string("red turtle"));
        QCOMPARE(m_studio->plan().items[1].words, std::string("red car"));
        QTest::keyClick(&words, Qt::Key_Return);
        QCOMPARE(m_studio->plan().items[1].words, std::string("red turtle"));
        QCOMPARE(m_studio->document->undoStack().count(), 1);
        m_studio->document->undoStack().undo();
        QCOMPARE(words.text(), QStringLiteral("red car"));
    }

    void escForgetsTheWords() {
        m_studio->selection.select({kCar});
        auto& words = find<WordsEdit>("itemWords");
        words.setFocus();
        QTest::keyClicks(&words, QStringLiteral("xyz"));
        words.findChild<QCompleter*>()->popup()->hide();
        QTest::keyClick(&words, Qt::Key_Escape);
        QCOMPARE(words.text(), QStringLiteral("red car"));
        QCOMPARE(m_studio->document->undoStack().count(), 0);
    }

    void typingInTheMiddleKeepsTheCursorThere() {
        m_studio->selection.select({kCar});
        auto& words = find<WordsEdit>("itemWords");
        words.setFocus();
        words.setCursorPosition(3);
        QTest::keyClicks(&words, QStringLiteral(" flat"));
        QCOMPARE(words.text(), QStringLiteral("red flat car"));
        QCOMPARE(words.cursorPosition(), 8);
    }

    void aWordIsCompletedWithinTheLine() {
        m_studio->selection.select({kCar});
        auto& words = find<WordsEdit>("itemWords");
        words.setFocus();
        words.selectAll();
        QTest::keyClicks(&words, QStringLiteral("flat tur"));
        auto* completer = words.findChild<QCompleter*>();
        QVERIFY(completer->popup()->isVisible());
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QCOMPARE(words.text(), QStringLiteral("flat turtle"));
        QCOMPARE(shown().items[1].words, std::string("flat turtle"));
    }

    void unknownWordsAreSaid() {
        m_studio->selection.select({kCar});
        auto& notice = find<QuietText>("wordsNotice");
        QVERIFY(!notice.isVisible());
        auto& words = find<WordsEdit>("itemWords");
        words.setFocus();
        words.selectAll();
        QTest::keyClicks(&words, QStringLiteral("dragon"));
        QVERIFY(notice.isVisible());
        QCOMPARE(notice.text(), QStringLiteral("“dragon” is not known; nearest: butterfly, turtle"));
    }

    void theStepsOfOneVisitAreOneEdit() {
        m_studio->selection.select({kCar});
        auto& x = find<NumberField>("boxX");
        QCOMPARE(x.value(), 60.0);
        x.setFocus();
        for (int i = 0; i < 5; ++i) QTest::keyClick(&x, Qt::Key_Up);
        QCOMPARE(m_studio->plan().items[1].box->x0, 0.65);
        QCOMPARE(m_studio->plan().items[1].box->y0, 0.5);
        QCOMPARE(m_studio->document->undoStack().count(), 1);
        find<NumberField>("boxY").setFocus();
        x.setFocus();
        QTest::keyClick(&x, Qt::Key_Up);
        QCOMPARE(m_studio->document->undoStack().count(), 2);
        m_studio->document->undoStack().undo();
        m_studio->document->undoStack().undo();
        QCOMPARE(m_studio->plan(), sampleScene());
        QCOMPARE(x.value(), 60.0);
    }

    void aFieldChangesOnlyItsOwnNumber() {
        Plan plan = sampleScene();
        plan.items[1].box = Box{0.123456, 0.234567, 0.5, 0.6};
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Move box"));
        m_studio->selection.select({kCar});
        auto& width = find<NumberField>("boxWidth");
        width.setFocus();
        width.selectAll();
        QTest::keyClicks(&width, QStringLiteral("20\r"));
        const Box box = *m_studio->plan().items[1].box;
        QCOMPARE(box.x0, 0.123456);
        QCOMPARE(box.y0, 0.234567);
        QCOMPARE(box.x1, 0.323456);
        QCOMPARE(box.y1, 0.6);
    }

    void numbersAreInTheUsersLocale() {
        QLocale::setDefault(QLocale(QLocale::German));
        m_inspector.reset();
        m_inspector = std::make_unique<Inspector>(InspectorParts{
            .document = *m_studio->document, .selection = m_studio->selection, .plans = m_studio->plans});
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
        m_studio->selection.select({kCat});
        auto& x = find<NumberField>("blobX");
        x.setFocus();
        x.selectAll();
        QTest::keyClicks(&x, QStringLiteral("12,5\r"));
        QCOMPARE(m_studio->plan().items[0].blob->centre.x, 0.125);
        QCOMPARE(x.cleanText(), QStringLiteral("12,5"));
        x.selectAll();
        QTest::keyClicks(&x, QStringLiteral("37.5\r"));
        QCOMPARE(m_studio->plan().items[0].blob->centre.x, 0.375);
        QCOMPARE(x.cleanText(), QStringLiteral("37,5"));
    }

    void theWheelTurnsANumberOnlyWhereItHasTheFocus() {
        m_studio->selection.select({kCar});
        auto& x = find<NumberField>("boxX");
        const auto turn = [&x] {
            const QPointF at = x.rect().center();
            QWheelEvent wheel(at, x.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&x, &wheel);
        };
        QCOMPARE(x.focusPolicy(), Qt::StrongFocus);
        turn();
        QCOMPARE(x.value(), 60.0);
        QCOMPARE(m_studio->plan(), sampleScene());
        x.setFocus();
        turn();
        QCOMPARE(x.value(), 61.0);
    }

    void aNumberOfABoxThatIsGoneIsForgotten() {
        m_studio->selection.select({kCat});
        typeInto(find<NumberField>("boxX"));
        Plan plan = sampleScene();
        plan.items[0].box.reset();
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Remove box"));
        QVERIFY(!find<NumberField>("boxX").isVisible());
        QCOMPARE(m_studio->plan(), plan);
        QCOMPARE(m_studio->document->undoStack().count(), 1);
    }

    void typedWordsSurviveAnEditElsewhere() {
        m_studio->selection.select({kCar});
        auto& words = find<WordsEdit>("itemWords");
        typeInto(words);
        Plan plan = sampleScene();
        plan.items[0].locked = true;
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Lock item"));
        QCOMPARE(words.text(), QStringLiteral("7"));
        QTest::keyClick(&words, Qt::Key_Return);
        QCOMPARE(m_studio->plan().items[1].words, std::string("7"));
    }

    void shapesAreAddedAndTakenAway() {
        m_studio->selection.select({kCar});
        QVERIFY(!find<NumberField>("blobAngle").isVisible());
        QTest::mouseClick(&find<QPushButton>("addBlob"), Qt::LeftButton);
        QVERIFY(m_studio->plan().items[1].blob.has_value());
        QCOMPARE(m_studio->plan().items[1].box, sampleScene().items[1].box);
        auto& angle = find<NumberField>("blobAngle");
        QVERIFY(angle.isVisible());
        angle.setFocus();
        QTest::keyClick(&angle, Qt::Key_Up);
        QCOMPARE(m_studio->plan().items[1].blob->angle, 1.0);
        QTest::mouseClick(&find<QToolButton>("removeBox"), Qt::LeftButton);
        QVERIFY(!m_studio->plan().items[1].box.has_value());
        QCOMPARE(m_studio->document->undoStack().undoText(), QStringLiteral("Remove box"));
    }

    void aStaleItemCanBeKept() {
        auto& keep = find<QPushButton>("keepItem");
        m_studio->selection.select({kCat});
        QVERIFY(!keep.isVisible());
        Plan plan = sampleScene();
        plan.items[0].state = PartState::Stale;
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Edit description"));
        QVERIFY(keep.isVisible());
        QTest::mouseClick(&keep, Qt::LeftButton);
        QCOMPARE(m_studio->plan().items[0].state, PartState::Fresh);
        QVERIFY(!keep.isVisible());
    }

    // ---- Several

    void severalItemsAreLockedAndRemovedTogether() {
        m_studio->selection.select({kCat, kCar});
        QCOMPARE(find<QLabel>("selectedCount").text(), QStringLiteral("2 items selected"));
        QTest::mouseClick(&find<QPushButton>("lockAll"), Qt::LeftButton);
        QVERIFY(m_studio->plan().items[0].locked && m_studio->plan().items[1].locked);
        QTest::mouseClick(&find<QPushButton>("hideAll"), Qt::LeftButton);
        QVERIFY(m_studio->selection.isHidden(kCat) && m_studio->selection.isHidden(kCar));
        QTest::mouseClick(&find<QPushButton>("removeAll"), Qt::LeftButton);
        QVERIFY(m_studio->plan().items.empty());
        QCOMPARE(m_studio->document->undoStack().count(), 2);
    }

    // ---- Description

    void hoveringAPhraseLightsUpItsItemAndBack() {
        auto& edit = find<DescriptionEdit>("description");
        const int car = static_cast<int>(edit.toPlainText().indexOf(QStringLiteral("red car")));
        QTest::mouseMove(edit.viewport(), pointIn(edit, car + 2));
        QTRY_COMPARE(m_studio->selection.hovered(), kCar);
        QTest::mouseMove(edit.viewport(), pointIn(edit, car + 10));
        QTRY_VERIFY(!m_studio->selection.hovered());
        QCOMPARE(formatAt(edit, car).background().style(), Qt::NoBrush);
        m_studio->selection.hover(kCar);
        QCOMPARE(formatAt(edit, car).background().style(), Qt::SolidPattern);
        QCOMPARE(formatAt(edit, 2).background().style(), Qt::NoBrush);
        QCOMPARE(formatAt(edit, 2).underlineStyle(), QTextCharFormat::SingleUnderline);
    }

    void emojiInTheTextDoNotShiftMentions() {
        Plan plan = sampleScene();
        plan.detail = "\U0001F431\u732b A cat is on the left.";
        plan.sentences.resize(1);
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Edit description"));
        auto& edit = find<DescriptionEdit>("description");
        const int cat = static_cast<int>(edit.toPlainText().indexOf(QStringLiteral("cat")));
        QCOMPARE(formatAt(edit, cat - 1).underlineStyle(), QTextCharFormat::NoUnderline);
        QCOMPARE(formatAt(edit, cat).underlineStyle(), QTextCharFormat::SingleUnderline);
        QCOMPARE(formatAt(edit, cat + 2).underlineStyle(), QTextCharFormat::SingleUnderline);
        QCOMPARE(formatAt(edit, cat + 3).underlineStyle(), QTextCharFormat::NoUnderline);
    }

    void theDescriptionBecomesAnEditWhenItIsLeft() {
        auto& edit = find<DescriptionEdit>("description");
        edit.setFocus();
        edit.moveCursor(QTextCursor::End);
        QTest::keyClicks(&edit, QStringLiteral(" A tree."));
        QCOMPARE(m_studio->plan().detail, sampleScene().detail);
        m_studio->selection.select({kCar});
        find<WordsEdit>("itemWords").setFocus();
        QCOMPARE(m_studio->plan().detail, sampleScene().detail + " A tree.");
        QCOMPARE(m_studio->plan().sentences.back().state, PartState::Edited);
        QCOMPARE(m_studio->document->undoStack().undoText(), QStringLiteral("Edit description"));
        m_studio->document->undoStack().undo();
        QCOMPARE(edit.toPlainText().toStdString(), sampleScene().detail);
    }

    void ctrlEnterCommitsAndLeavesTheCursor() {
        auto& edit = find<DescriptionEdit>("description");
        edit.setFocus();
        QTextCursor cursor = edit.textCursor();
        cursor.setPosition(2);
        edit.setTextCursor(cursor);
        QTest::keyClicks(&edit, QStringLiteral("flat "));
        QTest::keyClick(&edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_studio->plan().detail,
                 std::string("A flat cat is on the left. A red car is on the right."));
        QCOMPARE(edit.textCursor().position(), 7);
        QVERIFY(edit.hasFocus());
    }

    void escForgetsTheDescription() {
        auto& edit = find<DescriptionEdit>("description");
        edit.setFocus();
        QTest::keyClicks(&edit, QStringLiteral("xyz "));
        QTest::keyClick(&edit, Qt::Key_Escape);
        QCOMPARE(edit.toPlainText().toStdString(), sampleScene().detail);
        find<QCheckBox>("lockDetail").setFocus();
        QCOMPARE(m_studio->document->undoStack().count(), 0);
    }

    void whatIsBeingTypedSurvivesAnEditElsewhere() {
        auto& edit = find<DescriptionEdit>("description");
        edit.setFocus();
        edit.moveCursor(QTextCursor::End);
        QTest::keyClicks(&edit, QStringLiteral(" A tree."));
        Plan plan = sampleScene();
        plan.items[0].locked = true;
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Lock item"));
        QVERIFY(edit.toPlainText().endsWith(QStringLiteral("A tree.")));
        QVERIFY(edit.textCursor().atEnd());
    }

    void staleSentencesAreHatchedAndCanBeKept() {
        auto& keep = find<QPushButton>("keepSentences");
        QVERIFY(!keep.isVisible());
        m_studio->selection.select({kCar});
        auto& x = find<NumberField>("boxX");
        x.setFocus();
        QTest::keyClick(&x, Qt::Key_Up);
        QCOMPARE(m_studio->plan().sentences[1].state, PartState::Stale);
        auto& edit = find<DescriptionEdit>("description");
        const int car = static_cast<int>(edit.toPlainText().indexOf(QStringLiteral("A red")));
        QVERIFY(formatAt(edit, car).fontStrikeOut());
        QVERIFY(!formatAt(edit, 0).fontStrikeOut());
        QVERIFY(keep.isVisible());
        QTest::mouseClick(&keep, Qt::LeftButton);
        QCOMPARE(m_studio->plan().sentences[1].state, PartState::Fresh);
        QVERIFY(!formatAt(edit, car).fontStrikeOut());
        QVERIFY(!keep.isVisible());
    }

    // ---- Where typing ends

    void whatIsTypedIsOneEditAndCanBeGoneOnWith_data() { typedFields(); }

    void whatIsTypedIsOneEditAndCanBeGoneOnWith() {
        QFETCH(const QByteArray, field);
        m_studio->selection.select({kCar});
        auto& typedInto = find<QWidget>(field.constData());
        typeInto(typedInto);
        QCOMPARE(m_studio->plan(), sampleScene());
        m_studio->document->endTyping();
        QVERIFY(m_studio->plan() != sampleScene());
        QVERIFY(typedInto.hasFocus());
        m_studio->document->endTyping();
        QCOMPARE(m_studio->document->undoStack().count(), 1);
    }

    void whatIsTypedBelongsToThePlanItWasTypedFor_data() { typedFields(); }

    void whatIsTypedBelongsToThePlanItWasTypedFor() {
        QFETCH(const QByteArray, field);
        const PlanId first = m_studio->document->currentPlan();
        const PlanId second = m_studio->document->addPlan(sampleScene(), Origin::Sampled).value();
        m_studio->selection.select({kCar});
        auto& typedInto = find<QWidget>(field.constData());
        typeInto(typedInto);
        m_studio->document->setCurrentPlan(second);
        QVERIFY(m_studio->document->find(first)->plan != sampleScene());
        // The keys that come too late go nowhere.
        QVERIFY(!typedInto.hasFocus());
        find<QCheckBox>("lockDetail").setFocus();
        QCOMPARE(m_studio->plan(), sampleScene());
        QCOMPARE(m_studio->document->undoStack().count(), 1);
    }

    void whatIsTypedBelongsToTheItemItWasTypedFor() {
        m_studio->selection.select({kCar});
        typeInto(find<NumberField>("boxX"));
        m_studio->selection.select({kCat});
        QCOMPARE(m_studio->plan().items[0], sampleScene().items[0]);
        QCOMPARE(m_studio->plan().items[1].box->x0, 0.07);
    }

    void anInspectorThatGoesTakesOverWhatWasTyped() {
        typeInto(find<DescriptionEdit>("description"));
        m_inspector.reset();
        QCOMPARE(m_studio->plan().detail, std::string("7"));
    }

    // ---- Issues, locks, the rest

    void issuesFollowTheEditsAndLeadToTheirItem() {
        auto& issues = find<IssueList>("issues");
        QVERIFY(issues.issues().empty());
        QVERIFY(find<QuietText>("noIssues").isVisible());
        Plan plan = sampleScene();
        plan.items[1].box = Box{0.05, 0.5, 0.25, 0.8};
        m_studio->document->preview(m_studio->document->currentPlan(), plan);
        QCOMPARE(issues.issues().size(), std::size_t{1});
        QCOMPARE(issues.issues().front().rule, Rule::PlaceContradiction);
        QCOMPARE(issues.item(0)->text(),
                 QStringLiteral("Item 2 (red car) is on the left, but the description says on the right."));
        QTest::mouseClick(issues.viewport(), Qt::LeftButton, {},
                          issues.visualItemRect(issues.item(0)).center());
        QCOMPARE(m_studio->selection.single(), std::optional(kCar));
        m_studio->document->endPreview();
        QVERIFY(issues.issues().empty());
    }

    void ofVeryManyIssuesTheWorstAreShownAndTheRestCounted() {
        auto& issues = find<IssueList>("issues");
        Plan plan = sampleScene();
        for (std::uint64_t i = 3; i <= 160;
             ++i)  // partly outside; from the 11th on, the plan has too many as well
            plan.items.push_back(
                {.id = ItemId{i}, .words = "cat", .box = Box{0.8, 0.4, 1.1, 0.6}, .blob = {}});
        plan.items.back().box = Box{1.2, 0.4, 1.5, 0.6};
        const auto preview = [&] { m_studio->document->preview(m_studio->document->currentPlan(), plan); };
        preview();
        QVERIFY(issues.issues().size() > 150);
        QVERIFY(issues.count() < 60);
        const int last = issues.count() - 1;
        QCOMPARE(issues.item(last)->text(),
                 QStringLiteral("and %1 more").arg(issues.issues().size() - static_cast<std::size_t>(last)));
        QVERIFY(issues.item(1)->text().startsWith(
            QStringLiteral("Item 160 (cat)")));  // an error, though told late
        QTest::mouseClick(issues.viewport(), Qt::LeftButton, {},
                          issues.visualItemRect(issues.item(last)).center());
        QVERIFY(!m_studio->selection.single());
        QTest::mouseClick(issues.viewport(), Qt::LeftButton, {},
                          issues.visualItemRect(issues.item(1)).center());
        QCOMPARE(m_studio->selection.single(), std::optional(ItemId{160}));

        QSignalSpy changes(issues.model(), &QAbstractItemModel::dataChanged);
        plan.items[0].box = Box{0.11, 0.4, 0.31, 0.7};  // says nothing new
        preview();
        QCOMPARE(changes.count(), 0);
        plan.items.resize(2);
        preview();
        QCOMPARE(issues.count(), 0);
        QVERIFY(find<QuietText>("noIssues").isVisible());
    }

    void partsAreLockedOneByOne() {
        QTest::keyClick(&find<QCheckBox>("lockDetail"), Qt::Key_Space);
        QVERIFY(m_studio->plan().sentences[0].locked && m_studio->plan().sentences[1].locked);
        QVERIFY(!m_studio->plan().items[0].locked);
        QVERIFY(!find<QCheckBox>("lockTokens").isEnabled());
        auto& items = find<QCheckBox>("lockItems");
        Plan plan = m_studio->plan();
        plan.items[0].locked = true;
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Lock item"));
        QCOMPARE(items.checkState(), Qt::PartiallyChecked);
        QTest::keyClick(&items, Qt::Key_Space);
        QVERIFY(m_studio->plan().items[1].locked);
        QTest::keyClick(&items, Qt::Key_Space);
        QVERIFY(!m_studio->plan().items[0].locked && !m_studio->plan().items[1].locked);
    }

    void theRestIsResampledWithWhatWasBeingTyped() {
        auto& edit = find<DescriptionEdit>("description");
        edit.setFocus();
        edit.moveCursor(QTextCursor::End);
        QTest::keyClicks(&edit, QStringLiteral(" A tree."));
        QTest::keyClick(&edit, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_studio->engine.submitted.size(), std::size_t{1});
        const auto& request = std::get<PlanRequest>(m_studio->engine.submitted.front().request);
        QCOMPARE(request.base, m_studio->plan());
        QVERIFY(QString::fromStdString(request.base.detail).endsWith(QStringLiteral("A tree.")));
        QTest::mouseClick(&find<QPushButton>("resampleButton"), Qt::LeftButton);
        QCOMPARE(m_studio->engine.submitted.size(), std::size_t{2});
    }

    void allThatIsStaleCanBeKept() {
        auto& keep = find<QPushButton>("keepStaleButton");
        QVERIFY(!keep.isEnabled());
        Plan plan = sampleScene();
        plan.items[0].state = PartState::Stale;
        plan.sentences[1].state = PartState::Stale;
        m_studio->document->edit(m_studio->document->currentPlan(), plan, QStringLiteral("Edit description"));
        QVERIFY(keep.isEnabled());
        QTest::mouseClick(&keep, Qt::LeftButton);
        QCOMPARE(m_studio->plan(), sampleScene());
        QVERIFY(!keep.isEnabled());
    }

    void aReadOnlyProjectIsShownOnly() {
        const std::unique_ptr<Document> reading =
            Document::open(ProjectStore::open(m_studio->document->store().path()).value()).value();
        QVERIFY(reading->readOnly());
        m_inspector = std::make_unique<Inspector>(
            InspectorParts{.document = *reading, .selection = m_studio->selection, .plans = m_studio->plans});
        m_inspector->show();
        m_studio->selection.select({kCat});
        QVERIFY(!find<WordsEdit>("itemWords").isEnabled());
        QVERIFY(!find<NumberField>("boxX").isEnabled());
        QVERIFY(!find<QToolButton>("removeBlob").isEnabled());
        QVERIFY(find<DescriptionEdit>("description").isReadOnly());
        QVERIFY(!find<QCheckBox>("lockItems").isEnabled());
        QVERIFY(!find<QPushButton>("resampleButton").isEnabled());
        QCOMPARE(find<NumberField>("boxX").value(), 10.0);
        m_inspector.reset();
    }

private:
    template <typename Widget>
    Widget& find(const char* name) {
        auto* found = m_inspector->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr) qFatal("no widget is called %s", name);
        return *found;
    }

    static void typedFields() {
        QTest::addColumn<QByteArray>("field");
        for (const char* name : {"itemWords", "boxX", "description"}) QTest::newRow(name) << QByteArray(name);
    }

    /// Begins to type "7" in place of what is there.
    static void typeInto(QWidget& field) {
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&field, QStringLiteral("7"));
    }

    const Plan& shown() { return m_studio->document->shown(m_studio->document->currentPlan()); }

    /// A point on the character at this position.
    static QPoint pointIn(const QTextEdit& edit, int position) {
        QTextCursor cursor(edit.document());
        cursor.setPosition(position);
        const QRect before = edit.cursorRect(cursor);
        cursor.setPosition(position + 1);
        return (before.center() + edit.cursorRect(cursor).center()) / 2;
    }

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<Inspector> m_inspector;
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
