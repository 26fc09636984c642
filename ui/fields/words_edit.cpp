#include "ui/fields/words_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>

namespace kaleido {

WordsEdit::WordsEdit(const QStringList& known, QWidget* parent)
    : QLineEdit(parent), m_completer(new QCompleter(known, this)) {
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(this);  // not setCompleter(): that would complete the line as a whole
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &WordsEdit::complete);
    connect(this, &QLineEdit::textEdited, this, &WordsEdit::offer);
}

void WordsEdit::display(const QString& words) {
    if (words != text()) setText(words);
}

int WordsEdit::wordBegin() const {
    return static_cast<int>(text().left(cursorPosition()).lastIndexOf(u' ')) + 1;
}

void WordsEdit::offer() {
    const QString begun = text().mid(wordBegin(), cursorPosition() - wordBegin());
    m_completer->setCompletionPrefix(begun);
    const bool some = !begun.isEmpty() && m_completer->completionCount() > 0 &&
                      m_completer->currentCompletion().compare(begun, Qt::CaseInsensitive) != 0;
    if (some)
        m_completer->complete();
    else
        m_completer->popup()->hide();
}

void WordsEdit::complete(const QString& word) {
    const int begin = wordBegin();
    setSelection(begin, cursorPosition() - begin);
    insert(word);
}

void WordsEdit::keyPressEvent(QKeyEvent* event) {
    const bool choosing = m_completer->popup()->isVisible();
    const int key = event->key();
    if (choosing &&
        (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Escape)) {
        event->ignore();  // the list's
        return;
    }
    if (key == Qt::Key_Escape) Q_EMIT givenUp();
    QLineEdit::keyPressEvent(event);
}

}  // namespace kaleido
