#include "ui/window/canvas_pictures.h"

#include "ui/canvas/canvas.h"

namespace kaleido {

CanvasPictures::CanvasPictures(Document& document, Canvas& canvas, QObject* parent)
    : QObject(parent), m_document(document), m_canvas(canvas) {
    connect(&document, &Document::changed, this, &CanvasPictures::follow);
    showNewest();
}

QImage CanvasPictures::image(PictureId picture) const {
    const auto png = m_document.store().pictures().png(picture);
    if (!png) return {};
    return QImage::fromData(QByteArray::fromRawData(png->data(), static_cast<qsizetype>(png->size())), "PNG");
}

void CanvasPictures::choose(PictureId picture) {
    const auto stored = m_document.store().pictures().picture(picture);
    if (!stored) return;
    const auto revision = m_document.store().plans().revision(stored->revision);
    if (!revision) return;
    m_document.setCurrentPlan(revision->plan);
    m_shown = picture;
    m_canvas.endWipe();
    m_canvas.setPicture(image(picture));
}

void CanvasPictures::compare(PictureId before, PictureId after) {
    choose(after);
    m_canvas.setWipe(image(before), image(after));
}

void CanvasPictures::follow(const Change& change) {
    switch (change.what) {
        case Change::What::Everything:
        case Change::What::CurrentPlan:
            showNewest();
            break;
        case Change::What::PictureAdded:
            if (!m_canvas.isWiping()) showNewest();
            break;
        default:
            break;
    }
}

void CanvasPictures::showNewest() {
    const auto pictures = m_document.store().pictures().ids({.plan = m_document.currentPlan()});
    const bool any = m_document.currentPlan() && pictures && !pictures->empty();
    const PictureId newest = any ? pictures->back() : PictureId{};
    if (newest == m_shown && any) return;
    m_shown = newest;
    m_canvas.endWipe();
    m_canvas.setPicture(any ? image(newest) : QImage());
}

}  // namespace kaleido
