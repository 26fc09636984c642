#include "ui/results/picture_actions.h"

#include "app/studio/paint_controller.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

#include <algorithm>

namespace kaleido {

PictureActions::PictureActions(Document& document, PaintController& controller, QObject* parent)
    : QObject(parent), m_document(document), m_controller(controller) {
    connect(&controller, &PaintController::painted, this, &PictureActions::finishPainted);
    // Another project numbers its runs and pictures anew.
    connect(&document, &Document::leaving, this, [this] { m_repainted.clear(); });
}

std::vector<StoredPicture> PictureActions::rowsOf(std::span<const PictureId> pictures) const {
    auto rows = m_document.store().pictures().list(pictures);
    return rows ? *std::move(rows) : std::vector<StoredPicture>();
}

void PictureActions::toggleStars(const std::vector<PictureId>& pictures) {
    toggle(pictures, Mark::Star);
}

void PictureActions::toggleBin(const std::vector<PictureId>& pictures) {
    toggle(pictures, Mark::Bin);
}

void PictureActions::toggle(const std::vector<PictureId>& pictures, Mark mark) {
    const bool star = mark == Mark::Star;
    const std::vector<StoredPicture> rows = rowsOf(pictures);
    const bool on = !std::all_of(rows.begin(), rows.end(), [star](const StoredPicture& one) {
        return star ? one.marks.starred : one.marks.binned;
    });
    const QString text =
        star ? (on ? tr("Star") : tr("Take star away")) : (on ? tr("Move to bin") : tr("Bring back"));
    // The other mark of each stays: those that differ in it are set apart.
    std::vector<PictureId> with, without;
    for (const StoredPicture& one : rows)
        ((star ? one.marks.binned : one.marks.starred) ? with : without).push_back(one.id);
    const bool both = !with.empty() && !without.empty();
    if (both) m_document.undoStack().beginMacro(text);
    for (const bool other : {false, true}) {
        const auto& group = other ? with : without;
        const PictureMarks marks = star ? PictureMarks{on, other} : PictureMarks{other, on};
        if (!group.empty()) m_document.setPictureMarks(group, marks, text);
    }
    if (both) m_document.undoStack().endMacro();
}

void PictureActions::usePlan(PictureId picture) {
    const auto rows = rowsOf(std::span(&picture, 1));
    if (rows.empty()) return;
    const auto revision = m_document.store().plans().revision(rows.front().revision);
    const auto says = m_document.store().plans().plan(rows.front().revision);
    if (!revision || !says || m_document.find(revision->plan) == nullptr) return;
    m_document.setCurrentPlan(revision->plan);
    if (m_document.find(revision->plan)->stored.current != revision->id)
        m_document.edit(revision->plan, *says, tr("Use this plan"));
}

void PictureActions::repaint(PictureId picture) {
    if (const auto run = m_controller.repaint(picture)) m_repainted[*run] = picture;
}

void PictureActions::vary(PictureId picture) {
    m_controller.vary(picture);
}

void PictureActions::sameNoise(PictureId picture) {
    if (const auto run = m_controller.sameNoise(picture, m_document.currentPlan()))
        m_repainted[*run] = picture;
}

void PictureActions::finishPainted(PictureId picture) {
    if (m_repainted.empty()) return;
    const auto rows = rowsOf(std::span(&picture, 1));
    if (rows.empty()) return;
    const auto found = m_repainted.find(rows.front().run);
    if (found == m_repainted.end()) return;
    const PictureId before = found->second;
    m_repainted.erase(found);
    Q_EMIT compareRequested(before, picture);
}

void PictureActions::copy(PictureId picture) {
    const auto png = m_document.store().pictures().png(picture);
    if (!png) return;
    const QByteArray bytes(png->data(), static_cast<qsizetype>(png->size()));
    auto mime = std::make_unique<QMimeData>();
    mime->setImageData(QImage::fromData(bytes, "PNG"));
    mime->setData(QStringLiteral("image/png"), bytes);
    QGuiApplication::clipboard()->setMimeData(mime.release());
}

}  // namespace kaleido
