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
    // Text fields would take the file's address for text.
    for (QWidget* const inside : window.findChildren<QWidget*>()) {
        if (inside->acceptDrops()) inside->installEventFilter(this);
    }
}

bool PictureDrop::eventFilter(QObject* /*watched*/, QEvent* event) {
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isDrag && event->type() != QEvent::Drop) return false;
    auto* const drop = static_cast<QDropEvent*>(event);
    // What is dragged out of this window is no file to take in.
    const QString file = drop->source() == nullptr ? fileOf(*drop->mimeData()) : QString();
    if (file.isEmpty()) return false;
    drop->acceptProposedAction();
    if (!isDrag) restore(file.toStdString());
    return true;
}

void PictureDrop::restore(const std::filesystem::path& file) {
    const auto from = restoreFrom(file, m_model);
    if (!from) return m_messages.show(from.error());
    const PaintSet& first = from->sets.front();
    PaintSettings settings = m_paints.settings();
    settings.painting = first.painting;
    settings.pictures = first.pictures;
    settings.seed = first.seed;
    m_paints.setSettings(settings);
    std::vector<PlanId> plans;
    for (const PaintSet& set : from->sets) {
        for (const Plan& plan : set.plans) {
            const auto added = m_document.addPlan(plan, Origin::Imported, plans.empty());
            if (!added) return;
            plans.push_back(*added);
        }
    }
    plans.resize(first.plans.size());  // those of other sets were painted by other settings
    Q_EMIT restored(plans);
    m_messages.show(MessageBar::Kind::Info, paintedAgainText(*from));
}

}  // namespace kaleido
