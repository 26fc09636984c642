#include "ui/window/canvas_pictures.h"

#include "ui/canvas/canvas.h"

namespace kaleido {

CanvasPictures::CanvasPictures(Document& document, Canvas& canvas, QObject* parent)
    : QObject(parent), m_document(document), m_canvas(canvas) {
    connect(&document, &Document::changed, this, &CanvasPictures::follow);
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
    m_chosen = picture;
    m_chosenPlan = revision->plan;
    m_document.setCurrentPlan(revision->plan);
    m_canvas.endWipe();
    show();
}

void CanvasPictures::compare(PictureId before, PictureId after) {
    choose(after);
    m_canvas.setWipe(image(before), image(after));
}

void CanvasPictures::follow(const Change& change) {
    switch (change.what) {
        case Change::What::Everything:
            m_shown = m_chosen = {};  // another project numbers its pictures anew
            show();
            break;
        case Change::What::CurrentPlan:
            show();
            break;
        case Change::What::PictureAdded:
            if (!m_canvas.isWiping()) show();
            break;
        default:
            break;
    }
}

PictureId CanvasPictures::wanted() const {
    const PlanId plan = m_document.currentPlan();
    if (!plan) return {};
    if (m_chosen && m_chosenPlan == plan) return m_chosen;
    const auto pictures = m_document.store().pictures().ids({.plan = plan});
    return pictures && !pictures->empty() ? pictures->back() : PictureId{};
}

void CanvasPictures::show() {
    const PictureId picture = wanted();
    if (picture == m_shown && picture) return;
    m_shown = picture;
    m_canvas.endWipe();
    m_canvas.setPicture(picture ? image(picture) : QImage());
    Q_EMIT shownChanged(picture);
}

}  // namespace kaleido
