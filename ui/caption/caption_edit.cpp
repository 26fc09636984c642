#include "ui/caption/caption_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTextBlock>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kMostLines = 4;
constexpr int kTextMargin = 6;  ///< between frame and text
constexpr int kPauseMs = 600;

}  // namespace

CaptionEdit::CaptionEdit(const ModelWords& words, QWidget* parent)
    : QPlainTextEdit(parent), m_marks(new UnknownWordsMarks(document(), words)) {
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(kTextMargin);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &CaptionEdit::stopSparing);
    connect(m_marks, &UnknownWordsMarks::wordsChanged, this, &CaptionEdit::unknownWordsChanged);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &CaptionEdit::fitHeight);
    fitHeight();
}

void CaptionEdit::setCaption(const QString& caption) {
    if (caption == toPlainText()) return;
    stopSparing();
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(caption);
    setTextCursor(cursor);
}

void CaptionEdit::typed() {
    m_marks->setTypingAt(textCursor().position());
    m_pause.start();
}

void CaptionEdit::stopSparing() {
    m_pause.stop();
    m_marks->setTypingAt(std::nullopt);
}

void CaptionEdit::keyPressEvent(QKeyEvent* event) {
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        switch (event->key()) {
            case Qt::Key_Up:
                return Q_EMIT olderRequested();
            case Qt::Key_Down:
                return Q_EMIT newerRequested();
            case Qt::Key_Return:
            case Qt::Key_Enter:
                stopSparing();
                if (const auto* word = m_marks->at(textCursor().position())) offer(*word);
                return;
            default:
                break;
        }
    }
    const int revision = document()->revision();
    QPlainTextEdit::keyPressEvent(event);
    if (document()->revision() != revision)
        typed();
    else if (m_pause.isActive() && !event->text().isEmpty())
        stopSparing();
}

void CaptionEdit::inputMethodEvent(QInputMethodEvent* event) {
    const int revision = document()->revision();
    QPlainTextEdit::inputMethodEvent(event);
    if (document()->revision() != revision) typed();
}

void CaptionEdit::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    stopSparing();
    if (event->button() != Qt::LeftButton || textCursor().hasSelection()) return;
    const int position = cursorForPosition(event->pos()).position();
    const auto* word = m_marks->at(position);
    // At the word's very end a click rather means to type on.
    if (word != nullptr && position < word->end) offer(*word);
}

void CaptionEdit::contextMenuEvent(QContextMenuEvent* event) {
    QMenu* menu = createStandardContextMenu();
    menu->setObjectName(QStringLiteral("captionMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int position = byKey ? textCursor().position() : cursorForPosition(event->pos()).position();
    if (const auto* word = m_marks->at(position)) addOffers(*menu, *word);
    menu->popup(byKey ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

void CaptionEdit::addOffers(QMenu& menu, const UnknownWordsMarks::Word& word) {
    QAction* before = menu.actions().value(0);
    const QString unknown = QString::fromStdString(word.offer.word);
    QAction* heading = new QAction(tr("“%1” is not known; nearest:").arg(unknown), &menu);
    heading->setEnabled(false);
    menu.insertAction(before, heading);
    for (const std::string& known : word.offer.nearest) {
        const QString text = QString::fromStdString(known);
        QAction* offered = new QAction(text, &menu);
        connect(offered, &QAction::triggered, this, [this, word, text] { replace(word, text); });
        menu.insertAction(before, offered);
    }
    if (before != nullptr) menu.insertSeparator(before);
}

void CaptionEdit::offer(const UnknownWordsMarks::Word& word) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("offers"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addOffers(*menu, word);
    if (QAction* first = menu->actions().value(1)) menu->setActiveAction(first);
    QTextCursor begin(document());
    begin.setPosition(word.begin);
    menu->popup(viewport()->mapToGlobal(cursorRect(begin).bottomLeft()));
}

void CaptionEdit::replace(const UnknownWordsMarks::Word& word, const QString& by) {
    QTextCursor cursor(document());
    cursor.setPosition(word.begin);
    cursor.setPosition(word.end, QTextCursor::KeepAnchor);
    cursor.insertText(by);
    setTextCursor(cursor);
    setFocus();
}

void CaptionEdit::fitHeight() {
    const int lines = std::clamp(static_cast<int>(document()->size().height()), 1, kMostLines);
    const bool scrolls = document()->size().height() > kMostLines;
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setFixedHeight(lines * fontMetrics().lineSpacing() + 2 * (kTextMargin + frameWidth()));
}

void CaptionEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fitHeight();
    if (event->type() == QEvent::PaletteChange) m_marks->rehighlight();
}

}  // namespace kaleido
