#pragma once

#include "app/document/document.h"
#include "app/sheet/picture_image.h"

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace kaleido {

class CardView;
class PaintController;
class PictureActions;
class PictureCell;
class PictureModel;
class PictureViewer;

enum class PictureScope;

/// The pictures of the project, the newest run first, filling in while they are painted: star, bin, open, copy, drag out, and
/// have more painted from one. GUI thread only.
class ResultsGrid : public QWidget {
    Q_OBJECT

public:
    ResultsGrid(Document& document, PaintController& controller, QWidget* parent = nullptr);

    void setScope(PictureScope scope);
    /// How pictures are enlarged, here and in the viewer.
    void setFilter(sheet::Filter filter);
    /// Puts the keyboard on a picture, where it is shown and no several are selected. Does not tell pictureChosen().
    void setCurrentPicture(PictureId picture);
    /// The one that the keyboard is on; none if there is none or it is not painted yet.
    PictureId currentPicture() const;
    /// In the order of the grid.
    std::vector<PictureId> selectedPictures() const;

    CardView* view() const { return m_view; }
    PictureModel* model() const { return m_model; }
    PictureActions* actions() const { return m_actions; }

Q_SIGNALS:
    /// Another picture is the current one, or none.
    void pictureChosen(kaleido::PictureId picture);
    void filterChanged(kaleido::sheet::Filter filter);
    /// Two are to be looked at, one over the other: two were selected, or one was painted again.
    void compareRequested(kaleido::PictureId before, kaleido::PictureId after);

private:
    void buildActions();
    void buildBar();
    void buildHoverButtons();
    QAction* add(const QString& name, const QString& text, const QIcon& icon, const QKeySequence& key = {});
    /// Those that an action is about: the selected ones, else the current one.
    std::vector<PictureId> chosen() const;
    void bin(const std::vector<PictureId>& pictures);
    void compareSelected();
    void openLarge(PictureId picture);
    void showInViewer();
    void showState();
    void showEmptyText();
    void fitCells();
    void tellChosen();
    void showMenu(const QPoint& at);

    Document& m_document;
    PictureModel* m_model;
    PictureActions* m_actions;
    CardView* m_view;
    PictureCell* m_cell;
    PictureViewer* m_viewer = nullptr;
    QWidget* m_bar = nullptr;
    QComboBox* m_scope = nullptr;
    QSlider* m_size = nullptr;
    QLabel* m_sizeText = nullptr;
    QToolButton* m_smooth = nullptr;
    QToolButton* m_hoverStar = nullptr;
    QAction* m_open = nullptr;
    QAction* m_star = nullptr;
    QAction* m_bin = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_usePlan = nullptr;
    QAction* m_repaint = nullptr;
    QAction* m_vary = nullptr;
    QAction* m_sameNoise = nullptr;
    QAction* m_compare = nullptr;
    PictureId m_told;  ///< by pictureChosen()
};

}  // namespace kaleido
