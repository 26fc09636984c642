#include "app/document/edit_command.h"

#include "app/document/document.h"

#include <algorithm>

namespace kaleido {
namespace {

bool sameThing(const DocumentValue& a, const DocumentValue& b) {
    if (a.index() != b.index()) return false;
    return std::visit(
        [&](const auto& value) { return value.id == std::get<std::decay_t<decltype(value)>>(b).id; }, a);
}

}  // namespace

EditCommand::EditCommand(Document& document, const QString& text, std::vector<DocumentValue> before,
                         std::vector<DocumentValue> after, QString mergeKey)
    : QUndoCommand(text),
      m_document(document),
      m_before(std::move(before)),
      m_after(std::move(after)),
      m_mergeKey(std::move(mergeKey)) {}

void EditCommand::undo() {
    m_document.restore(m_before);
}

void EditCommand::redo() {
    if (!std::exchange(m_done, false)) m_document.restore(m_after);
}

bool EditCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = dynamic_cast<const EditCommand*>(other);
    if (next == nullptr || next->m_mergeKey != m_mergeKey || next->text() != text() ||
        !std::equal(m_after.begin(), m_after.end(), next->m_before.begin(), next->m_before.end(), sameThing))
        return false;
    m_after = next->m_after;
    if (std::equal(m_before.begin(), m_before.end(), m_after.begin(), m_after.end(), sameValue)) {
        m_document.restore(m_before);  // the revision that was there before
        setObsolete(true);
    }
    return true;
}

}  // namespace kaleido
