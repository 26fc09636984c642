#pragma once

#include <QTreeView>

#include "engine/plan/plan.h"

#include <vector>

namespace kaleido {

class CurrentPlan;
class Document;
class ItemListModel;
class ItemSelection;
struct ModelWords;

/// The items of the plan on the canvas, the nearest on top: what can be done to them there can be done here with keys, and
/// read by a screen reader. Selection and pointer are shared with the canvas. GUI thread only.
class ItemList : public QTreeView {
    Q_OBJECT

public:
    ItemList(Document& document, ItemSelection& selection, const ModelWords& words,
             QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                         const QEvent* event) const override;

private:
    /// What keys and the context menu do to the selected items.
    struct Deed {
        QString text;
        QKeySequence keys;
        void (ItemList::*act)();
        bool edits = true;  ///< the plan
    };
    static std::vector<Deed> deeds();
    const Deed* deedOf(const QKeyEvent& event) const;

    void rename();
    void toggleHidden();
    void toggleLocked();
    void bringNearer();
    void sendFarther();
    void keep();
    void remove();

    void showSelection();
    void afterChange();
    void endTyping();

    ItemSelection& m_selection;
    CurrentPlan* m_current;
    ItemListModel* m_model;
    const std::vector<Deed> m_deeds = deeds();
    bool m_showing = false;  ///< the shared selection: nothing to tell
};

}  // namespace kaleido
