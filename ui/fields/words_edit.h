#pragma once

#include <QLineEdit>

class QCompleter;

namespace kaleido {

/// A line for an item's words. The word that is being typed is completed from those that the model knows.
class WordsEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit WordsEdit(const QStringList& known, QWidget* parent = nullptr);

    /// Shows words that somebody else has set, unless they are there already.
    void display(const QString& words);

Q_SIGNALS:
    /// Esc: what was typed is to be forgotten.
    void givenUp();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Where the word that the cursor is in or behind begins.
    int wordBegin() const;
    void offer();
    void complete(const QString& word);

    QCompleter* m_completer;
};

}  // namespace kaleido
