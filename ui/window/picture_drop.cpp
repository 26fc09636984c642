#include "ui/window/picture_drop.h"

#include "app/export/restored_pictures.h"
#include "ui/window/message_bar.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace kaleido {
namespace {

/// The one local file that is dropped; empty if it is something else.
QString fileOf(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

PictureDrop::PictureDrop(Document& document, PaintController& paints, const ModelInfo& model,
                         MessageBar& messages, QWidget& window)
    : QObject(&window), m_document(document), m_paints(paints), m_model(model), m_messages(messages) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool PictureDrop::eventFilter(QObject* /*watched*/, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) return false;
    auto* const drop = static_cast<QDropEvent*>(event);
    // What is dragged out of this window is no file to take in.
    const QString file = drop->source() == nullptr ? fileOf(*drop->mimeData()) : QString();
    if (file.isEmpty()) return false;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) restore(file.toStdString());
    return true;
}

void PictureDrop::restore(const std::filesystem::path& file) {
    const auto restored = restoreFrom(file, m_model);
    if (!restored) return m_messages.show(restored.error());
    const PaintSet& first = restored->sets.front();
    PaintSettings settings = m_paints.settings();
    settings.painting = first.painting;
    settings.pictures = first.pictures;
    settings.seed = first.seed;
    m_paints.setSettings(settings);
    bool current = true;
    for (const PaintSet& set : restored->sets) {
        for (const Plan& plan : set.plans) {
            if (!m_document.addPlan(plan, Origin::Imported, current)) return;
            current = false;
        }
    }
    m_messages.show(MessageBar::Kind::Info, paintedAgainText(*restored));
}

}  // namespace kaleido
