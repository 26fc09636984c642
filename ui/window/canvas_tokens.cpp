#include "ui/window/canvas_tokens.h"

#include "app/studio/plan_controller.h"
#include "ui/canvas/canvas.h"
#include "ui/window/message_bar.h"

namespace kaleido {

CanvasTokens::CanvasTokens(const Parts& parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_pictures(parts.document, parts.bridge, parts.model) {
    connectPictures();
    connect(&parts.canvas, &Canvas::resampleRequested, this,
            [this](PartKind grid, const std::vector<std::size_t>& cells) {
                m_parts.plans.resampleCells(m_parts.document.currentPlan(), grid, cells);
            });
}

void CanvasTokens::connectPictures() {
    Canvas& canvas = m_parts.canvas;
    const auto follow = [this] {
        m_pictures.setShown(m_parts.model.plan.kinds.tokens && m_parts.canvas.areTokensShown());
    };
    connect(&canvas, &Canvas::gridsChanged, this, follow);
    connect(&m_pictures, &TokenPictures::tilesChanged, this,
            [this] { m_parts.canvas.setTokenTiles(m_pictures.tiles()); });
    connect(&m_pictures, &TokenPictures::planPictureChanged, this,
            [this] { m_parts.canvas.setTokenPicture(m_pictures.planPicture(), m_pictures.planCodes()); });
    connect(&m_pictures, &TokenPictures::failed, this, [this](const Error& error) {
        m_parts.messages.show(MessageBar::Kind::Warning, tr("There are no pictures of the visual tokens. %1")
                                                             .arg(QString::fromStdString(describe(error))));
    });
    follow();
}

}  // namespace kaleido
