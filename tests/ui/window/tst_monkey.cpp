#include "tests/ui/window/studio_window.h"
#include "ui/canvas/canvas.h"

#include <array>
#include <random>

using namespace kaleido;
using namespace kaleido::test;

/// Ten thousand actions of somebody who does not look.
class TestMonkey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoingAllReturnsToTheStart();
};

namespace {

constexpr int kActions = 10'000;
/// Select all, copy and paste double a plan again and again; what is beyond this no artist would keep.
constexpr std::size_t kMostItems = 24;

class Monkey {
public:
    Monkey(StudioWindow& studio, unsigned seed)
        : m_studio(studio), m_canvas(*studio.window->findChild<Canvas*>()), m_random(seed) {}

    void act() {
        switch (below(8)) {
            case 0:
                return m_canvas.setTool(static_cast<Canvas::ToolKind>(below(5)));
            case 1:
            case 2:
                return drag();
            case 3:
            case 4:
                return press();
            case 5:
                return m_studio.document->undoStack().undo();
            case 6:
                return m_studio.document->undoStack().redo();
            default:
                return mark();
        }
    }

private:
    int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(m_random); }
    QPoint point() { return {below(m_canvas.width()), below(m_canvas.height())}; }

    void drag() {
        static constexpr std::array kModifiers = {Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                                  Qt::AltModifier};
        const Qt::KeyboardModifiers modifiers = kModifiers.at(static_cast<std::size_t>(below(4)));
        QTest::mousePress(&m_canvas, Qt::LeftButton, modifiers, point());
        QTest::mouseMove(&m_canvas, point());
        if (below(6) == 0) QTest::keyClick(&m_canvas, Qt::Key_Escape);
        QTest::mouseRelease(&m_canvas, Qt::LeftButton, modifiers, point());
    }

    void press() {
        static constexpr std::array kKeys = {Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,     Qt::Key_Down,
                                             Qt::Key_Tab,    Qt::Key_Delete, Qt::Key_PageUp, Qt::Key_PageDown,
                                             Qt::Key_Escape, Qt::Key_A,      Qt::Key_D,      Qt::Key_C,
                                             Qt::Key_V};
        if (m_studio.document->shown(m_studio.document->currentPlan()).items.size() > kMostItems) {
            QTest::keyClick(&m_canvas, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(&m_canvas, Qt::Key_Delete);
        }
        const auto index = static_cast<std::size_t>(below(kKeys.size()));
        QTest::keyClick(&m_canvas, kKeys.at(index), index >= 9 ? Qt::ControlModifier : Qt::NoModifier);
    }

    void mark() {
        const auto& plans = m_studio.document->plans();
        const DocumentPlan& plan = plans.at(static_cast<std::size_t>(below(static_cast<int>(plans.size()))));
        switch (below(3)) {
            case 0:
                return m_studio.document->setCurrentPlan(plan.stored.id);
            case 1:
                m_studio.document->setPlanMarks(plan.stored.id, {.pinned = !plan.stored.marks.pinned},
                                                QStringLiteral("Pin"));
                return;
            default:
                const auto pictures = m_studio.document->store().pictures().ids().value();
                const PictureId one =
                    pictures.at(static_cast<std::size_t>(below(static_cast<int>(pictures.size()))));
                m_studio.document->setPictureMarks(std::vector{one}, {.starred = below(2) == 0},
                                                   QStringLiteral("Star"));
        }
    }

    StudioWindow& m_studio;
    Canvas& m_canvas;
    std::mt19937 m_random;
};

}  // namespace

void TestMonkey::undoingAllReturnsToTheStart() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const auto says = [&] {
        std::vector<Plan> plans;
        for (const DocumentPlan& plan : studio.document->plans()) plans.push_back(plan.plan);
        return plans;
    };
    const std::vector<Plan> before = says();
    Monkey monkey(studio, 7);
    for (int i = 0; i < kActions; ++i) {
        monkey.act();
        if (i % 100 == 0) QCoreApplication::processEvents();
    }
    const std::vector<Plan> after = says();
    QVERIFY(after != before);
    QUndoStack& undo = studio.document->undoStack();
    const int entries = undo.index();
    while (undo.canUndo()) undo.undo();
    QCOMPARE(says(), before);
    while (undo.index() < entries) undo.redo();
    QCOMPARE(says(), after);
    QCOMPARE(studio.document->store().pictures().ids().value().size(), std::size_t(4));
    // What another program would read is the same.
    const auto stored = Document::open(ProjectStore::open(studio.document.path()).value()).value();
    for (std::size_t i = 0; i < after.size(); ++i) QCOMPARE(stored->plans()[i].plan, after[i]);
}

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
