#pragma once

#include "app/studio/token_pictures.h"

namespace kaleido {

class Canvas;
class MessageBar;
class PlanController;

/// What the canvas' cells need of the engine: pictures of the visual tokens while they are shown, and regions imagined anew.
/// GUI thread only.
class CanvasTokens : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Document& document;
        EngineBridge& bridge;
        PlanController& plans;
        const ModelInfo& model;
        Canvas& canvas;
        MessageBar& messages;
    };

    explicit CanvasTokens(const Parts& parts, QObject* parent = nullptr);

private:
    void connectPictures();

    Parts m_parts;
    TokenPictures m_pictures;
};

}  // namespace kaleido
