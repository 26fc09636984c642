#pragma once

#include "app/document/document_value.h"

#include <QString>
#include <QUndoCommand>

#include <vector>

namespace kaleido {

class Document;

/// The document's only undoable writer: sets things to the values they have after an edit, and on undo to those before.
/// Commands with the same text and merge key that follow each other become one entry; one that ends where it began disappears.
class EditCommand : public QUndoCommand {
public:
    /// `before` and `after`: the same things in the same order. They are as `after` already. An empty key never merges.
    EditCommand(Document& document, const QString& text, std::vector<DocumentValue> before,
                std::vector<DocumentValue> after, QString mergeKey = {});

    void undo() override;
    void redo() override;
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Document& m_document;
    std::vector<DocumentValue> m_before, m_after;
    QString m_mergeKey;
    bool m_done = true;  ///< QUndoStack::push() redoes what is done already
};

}  // namespace kaleido
