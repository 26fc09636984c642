#pragma once

#include "app/engine/engine_bridge.h"
#include "app/studio/item_selection.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "tests/support/fake_engine.h"
#include "tests/support/open_document.h"

namespace kaleido::test {

inline ModelInfo testModel() {
    return {.folder = "model",
            .id = "test",
            .title = "Test",
            .hash = "0a1b",
            .resolution = 32,
            .sampler = "dpmpp_2m"};
}

/// What every panel of the window is built over: an open document, and the real controllers in front of an engine that the test
/// plays, or of one that it hands in.
struct Studio {
    explicit Studio(const StartEngine& start = {}) : bridge(start ? start : engine.starter()) {}

    FakeEngine engine;
    OpenDocument document;
    ModelInfo model = testModel();
    EngineBridge bridge;
    PlanController plans{*document, bridge, model};
    PaintController paints{*document, bridge, model};
    ItemSelection selection;

    /// The current plan as it is stored.
    const Plan& plan() const { return document->find(document->currentPlan())->plan; }
};

}  // namespace kaleido::test
