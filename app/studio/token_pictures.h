#pragma once

#include "app/document/document.h"
#include "app/engine/engine_bridge.h"
#include "engine/api/model_info.h"

#include <QImage>
#include <QObject>

#include <vector>

namespace kaleido {

/// What visual tokens look like: a tile of each code, and what the tokens of the current plan say together. The engine is
/// asked when tokens are first shown, and for the plan again when its tokens have changed; nobody waits for it, and until
/// it has answered there are no pictures. GUI thread only.
class TokenPictures : public QObject {
    Q_OBJECT

public:
    /// All of them must outlive this.
    TokenPictures(Document& document, EngineBridge& bridge, const ModelInfo& model,
                  QObject* parent = nullptr);

    /// Whether they are looked at. Showing them anew asks again for what has failed.
    void setShown(bool shown);

    /// By code; empty as long as there are none.
    const std::vector<QImage>& tiles() const { return m_tiles; }
    /// What planCodes() say together; null as long as there is none.
    const QImage& planPicture() const { return m_planPicture; }
    const std::vector<int>& planCodes() const { return m_planCodes; }

Q_SIGNALS:
    void tilesChanged();
    void planPictureChanged();
    /// Told once; after that there are no more pictures until they are shown anew.
    void failed(const kaleido::Error& error);

private:
    void ask();
    void askForTiles();
    void askForPlan(const CodeGrid& tokens);
    void finish(const JobFinished& how);
    bool fits(const CodeGrid& tokens) const;

    Document& m_document;
    EngineBridge& m_bridge;
    const ModelInfo m_model;
    bool m_isShown = false;
    bool m_hasFailed = false;
    bool m_isAsking = false;
    std::vector<QImage> m_tiles;
    QImage m_planPicture;
    std::vector<int> m_planCodes;
    std::vector<int> m_asked;  ///< of the plan's picture that was asked for last
};

}  // namespace kaleido
