#pragma once

#include "app/document/document.h"
#include "app/studio/paint_controller.h"

#include <QObject>

#include <filesystem>
#include <vector>

namespace kaleido {

class MessageBar;

/// One of our PNG files, dropped anywhere on the window or opened, brings back its plans and settings. GUI thread only.
class PictureDrop : public QObject {
    Q_OBJECT

public:
    /// `window` has all its panels by now.
    PictureDrop(Document& document, PaintController& paints, const ModelInfo& model, MessageBar& messages,
                QWidget& window);

    /// Adds the file's plans to the document and takes over its settings; says what painting again gives.
    void restore(const std::filesystem::path& file);

Q_SIGNALS:
    /// The plans that were painted by the settings; the first one is on the canvas. To paint them is to paint the file again.
    void restored(const std::vector<kaleido::PlanId>& plans);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Document& m_document;
    PaintController& m_paints;
    const ModelInfo& m_model;
    MessageBar& m_messages;
};

}  // namespace kaleido
