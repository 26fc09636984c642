#pragma once

#include "app/document/change.h"

#include <QObject>

#include <map>
#include <span>
#include <vector>

class QMimeData;

namespace kaleido {

class Document;
class PaintController;
struct StoredPicture;

/// What can be asked for with pictures, wherever they are shown. Asks document and controller. GUI thread only.
class PictureActions : public QObject {
    Q_OBJECT

public:
    PictureActions(Document& document, PaintController& controller, QObject* parent = nullptr);

    /// Stars all or, if all are starred, takes their stars away. One entry of undo, as the next.
    void toggleStars(const std::vector<PictureId>& pictures);
    /// Moves all into the bin or, if all are there, brings them back.
    void toggleBin(const std::vector<PictureId>& pictures);

    /// Puts the plan on the canvas as it was when the picture was painted; if it has been edited since, that is an edit.
    void usePlan(PictureId picture);
    /// Paints it again from its plan as that is now; compareRequested() tells when it is there.
    void repaint(PictureId picture);
    void vary(PictureId picture);
    /// The same noise with the plan on the canvas; compareRequested() tells when it is there.
    void sameNoise(PictureId picture);
    /// The image, and the file's own bytes with all they tell, onto the clipboard.
    void copy(PictureId picture);

Q_SIGNALS:
    void compareRequested(kaleido::PictureId before, kaleido::PictureId after);

private:
    enum class Mark { Star, Bin };

    std::vector<StoredPicture> rowsOf(std::span<const PictureId> pictures) const;
    void toggle(const std::vector<PictureId>& pictures, Mark mark);
    void finishPainted(PictureId picture);

    Document& m_document;
    PaintController& m_controller;
    std::map<RunId, PictureId> m_repainted;  ///< what each run is to be compared with
};

}  // namespace kaleido
