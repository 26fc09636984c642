#pragma once

#include "ui/fields/unknown_words_marks.h"

#include <QPlainTextEdit>
#include <QTimer>

class QMenu;

namespace kaleido {

/// A caption, of one line or several; as high as its lines, within bounds. Words that the model does not know are underlined;
/// a click on one, Alt+Enter or the context menu offers others. Alt+Up and Alt+Down ask for other captions.
class CaptionEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CaptionEdit(const ModelWords& words, QWidget* parent = nullptr);

    QString caption() const { return toPlainText(); }
    /// As if it had been typed: the field's own undo takes it back.
    void setCaption(const QString& caption);
    const UnknownWordsMarks& marks() const { return *m_marks; }

Q_SIGNALS:
    void olderRequested();
    void newerRequested();
    /// Other words are underlined.
    void unknownWordsChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Spares the word at the cursor for a while.
    void typed();
    void stopSparing();
    void fitHeight();
    void addOffers(QMenu& menu, const UnknownWordsMarks::Word& word);
    void offer(const UnknownWordsMarks::Word& word);
    void replace(const UnknownWordsMarks::Word& word, const QString& by);

    UnknownWordsMarks* m_marks;
    QTimer m_pause;  ///< after which a word counts as finished
};

}  // namespace kaleido
