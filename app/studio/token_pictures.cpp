#include "app/studio/token_pictures.h"

#include "app/sheet/picture_image.h"
#include "engine/plan/kinds.h"
#include "engine/plan/validate.h"

namespace kaleido {

TokenPictures::TokenPictures(Document& document, EngineBridge& bridge, const ModelInfo& model,
                             QObject* parent)
    : QObject(parent), m_document(document), m_bridge(bridge), m_model(model) {
    connect(&document, &Document::changed, this, [this](const Change& change) {
        switch (change.what) {
            case Change::What::Everything:
            case Change::What::CurrentPlan:
            case Change::What::PlanEdited:
                return ask();
            default:
                return;
        }
    });
}

void TokenPictures::setShown(bool shown) {
    if (shown == m_isShown) return;
    m_isShown = shown;
    m_hasFailed = false;
    m_asked = m_planCodes;
    ask();
}

bool TokenPictures::fits(const CodeGrid& tokens) const {
    Plan alone;
    alone.tokens = tokens;
    return kindsOf(alone).tokens && !hasErrors(validate(alone, m_model.plan));
}

/// Asks for what is missing next, one thing at a time, so that of quick edits only the last is pictured.
void TokenPictures::ask() {
    if (!m_isShown || m_hasFailed || m_isAsking) return;
    if (m_tiles.empty()) return askForTiles();
    const DocumentPlan* plan = m_document.find(m_document.currentPlan());
    if (plan == nullptr || !fits(plan->plan.tokens) || plan->plan.tokens.codes == m_asked) return;
    askForPlan(plan->plan.tokens);
}

void TokenPictures::askForTiles() {
    m_isAsking = true;
    m_bridge.submitQuietly(TokenTilesRequest{.model = m_model.folder}, this,
                           [this](JobId, const EventBody& event) {
                               if (const auto* done = std::get_if<TokenTilesDone>(&event)) {
                                   for (const Picture& tile : done->tiles)
                                       m_tiles.push_back(sheet::toImage(tile));
                                   Q_EMIT tilesChanged();
                               } else if (const auto* finished = std::get_if<JobFinished>(&event)) {
                                   finish(*finished);
                               }
                           });
}

void TokenPictures::askForPlan(const CodeGrid& tokens) {
    m_isAsking = true;
    m_asked = tokens.codes;
    m_bridge.submitQuietly(TokenPictureRequest{.model = m_model.folder, .tokens = tokens}, this,
                           [this, codes = tokens.codes](JobId, const EventBody& event) {
                               if (const auto* done = std::get_if<TokenPictureDone>(&event)) {
                                   m_planPicture = sheet::toImage(done->picture);
                                   m_planCodes = codes;
                                   Q_EMIT planPictureChanged();
                               } else if (const auto* finished = std::get_if<JobFinished>(&event)) {
                                   finish(*finished);
                               }
                           });
}

void TokenPictures::finish(const JobFinished& how) {
    m_isAsking = false;
    m_hasFailed = how.outcome != Outcome::Done || m_tiles.empty();
    if (how.outcome == Outcome::Failed) Q_EMIT failed(how.error);
    ask();
}

}  // namespace kaleido
