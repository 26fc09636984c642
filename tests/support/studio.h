#pragma once

#include "app/document/document.h"
#include "app/engine/engine_bridge.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "tests/support/fake_engine.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace kaleido::test {

/// An empty project with its document, a fake engine, and both controllers: what every panel of the window is built over.
struct Studio {
    Studio() {
        const std::filesystem::path path = folder.filePath(QStringLiteral("test.kaleido")).toStdString();
        document = Document::open(ProjectStore::create(path).value()).value();
        bridge = std::make_unique<EngineBridge>(engine.starter());
        model.id = "test";
        model.resolution = 32;
        model.sampler = "dpmpp_2m";
        plans = std::make_unique<PlanController>(*document, *bridge, model);
        paint = std::make_unique<PaintController>(*document, *bridge, model);
    }

    QTemporaryDir folder;
    FakeEngine engine;
    ModelInfo model;
    std::unique_ptr<Document> document;
    std::unique_ptr<EngineBridge> bridge;
    std::unique_ptr<PlanController> plans;
    std::unique_ptr<PaintController> paint;
};

/// A plan with one box named "cat" whose place depends on the number, so that near numbers are near plans.
inline Plan boxedPlan(double x, const std::string& caption = "a cat sat on the mat") {
    Plan plan;
    plan.caption = caption;
    plan.detail = "A flat cat on a mat.";
    plan.sentences = {{}};
    plan.items = {{.id = ItemId{1}, .words = "flat cat", .box = Box{x, 0.3, x + 0.2, 0.6}, .blob = {}}};
    return plan;
}

/// A square picture of one colour.
inline Picture plainPicture(int side, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    Picture picture{.width = side, .height = side, .rgb = {}};
    for (int i = 0; i < side * side; ++i) picture.rgb.insert(picture.rgb.end(), {red, green, blue});
    return picture;
}

}  // namespace kaleido::test
