#include "ui/inspector/description_edit.h"

#include "app/studio/current_plan.h"
#include "app/studio/item_selection.h"
#include "engine/plan/edits.h"
#include "ui/inspector/description_marks.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>

namespace kaleido {
namespace {

constexpr int kLines = 6;

bool isCommitKey(const QKeyEvent& event) {
    return event.modifiers().testFlag(Qt::ControlModifier) &&
           !event.modifiers().testFlag(Qt::ShiftModifier) &&
           (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter);
}

}  // namespace

DescriptionEdit::DescriptionEdit(CurrentPlan& current, ItemSelection& selection, QWidget* parent)
    : QTextEdit(parent),
      m_current(current),
      m_selection(selection),
      m_marks(new DescriptionMarks(document())) {
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Says in a few sentences what is where"));
    document()->setDocumentMargin(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setMouseTracking(true);
    connect(&current, &CurrentPlan::changed, this, &DescriptionEdit::display);
    connect(&current, &CurrentPlan::typingEnds, this, &DescriptionEdit::commit);
    connect(this, &QTextEdit::textChanged, this, &DescriptionEdit::mark);
    connect(&selection, &ItemSelection::hoveredChanged, this,
            [this] { m_marks->setHovered(m_selection.hovered()); });
    display();
}

QSize DescriptionEdit::sizeHint() const {
    return {240, kLines * fontMetrics().lineSpacing() + 2 * (6 + frameWidth())};
}

int DescriptionEdit::staleSentences() const {
    return m_marks->staleSentences();
}

bool DescriptionEdit::isTyping() const {
    return hasFocus() && document()->isModified();
}

void DescriptionEdit::display() {
    const Plan* plan = m_current.shown();
    const QString detail = plan == nullptr ? QString() : QString::fromStdString(plan->detail);
    setReadOnly(!m_current.canEdit());
    const bool same = m_current.id() == m_plan;
    m_plan = m_current.id();
    if (!same || (detail != m_shown && !isTyping())) setShown(detail);
    m_shown = detail;
    mark();
}

void DescriptionEdit::setShown(const QString& text) {
    if (text != toPlainText()) {
        const QSignalBlocker blocker(this);
        setPlainText(text);
    }
    document()->setModified(false);
}

void DescriptionEdit::mark() {
    const Plan* plan = m_current.shown();
    if (plan == nullptr) return m_marks->display({});
    const int before = staleSentences();
    // As the plan will be with what is being typed.
    m_marks->display(setDetail(*plan, toPlainText().toStdString()));
    if (staleSentences() != before) Q_EMIT marksChanged();
}

void DescriptionEdit::commit() {
    if (!document()->isModified() || isReadOnly()) return;
    document()->setModified(false);
    m_shown = toPlainText();
    const std::string detail = m_shown.toStdString();
    m_current.edit(tr("Edit description"), [&](Plan plan) { return setDetail(std::move(plan), detail); });
    display();  // what it was, if it could not be kept
}

bool DescriptionEdit::event(QEvent* event) {
    // Before the window's shortcuts: here the keys end the typing.
    if (event->type() == QEvent::ShortcutOverride && isCommitKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QTextEdit::event(event);
}

void DescriptionEdit::keyPressEvent(QKeyEvent* event) {
    if (isCommitKey(*event)) return commit();
    if (event->key() != Qt::Key_Escape || !document()->isModified()) return QTextEdit::keyPressEvent(event);
    setShown(m_shown);
    mark();
}

void DescriptionEdit::focusOutEvent(QFocusEvent* event) {
    QTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) commit();  // a menu does not end the typing
}

int DescriptionEdit::positionAt(const QPoint& point) const {
    const QPoint scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    return document()->documentLayout()->hitTest(point + scrolled, Qt::ExactHit);
}

bool DescriptionEdit::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        const QPoint point = static_cast<QMouseEvent*>(event)->position().toPoint();
        m_selection.hover(m_marks->itemAt(positionAt(point)));
    } else if (event->type() == QEvent::Leave) {
        m_selection.hover({});
    }
    return QTextEdit::viewportEvent(event);
}

void DescriptionEdit::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int position = byKey ? textCursor().position() : positionAt(event->pos());
    QMenu* menu = createStandardContextMenu();
    menu->setObjectName(QStringLiteral("descriptionMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto stale = m_marks->staleSentenceAt(position);
    if (stale && !isReadOnly()) {
        QAction* before = menu->actions().value(0);
        auto* keep = new QAction(tr("Keep this sentence"), menu);
        connect(keep, &QAction::triggered, this, [this, sentence = *stale] { keepSentence(sentence); });
        menu->insertAction(before, keep);
        menu->insertSeparator(before);
    }
    menu->popup(byKey ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

void DescriptionEdit::keepSentence(std::size_t sentence) {
    commit();
    const Plan* plan = m_current.stored();
    if (plan == nullptr || sentence >= plan->sentences.size()) return;
    m_current.edit(tr("Keep sentence"), [&](Plan now) {
        return keepStale(std::move(now), {PartKind::Sentence, sentence});
    });
}

void DescriptionEdit::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) m_marks->rehighlight();
    if (event->type() == QEvent::FontChange) updateGeometry();
}

}  // namespace kaleido
