#pragma once

#include "app/painting/painting.h"
#include "app/painting/sheet_file.h"
#include "tests/support/sample_project.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace kaleido::test {

/// A plan that validate() finds nothing wrong with.
inline Plan paintablePlan(int index) {
    Plan plan;
    plan.caption = "a cat sat on the mat";
    plan.items = {
        {.id = ItemId{1}, .words = "cat", .box = Box{0.1, 0.1, 0.5 + 0.1 * index, 0.6}, .blob = {}}};
    plan.provenance = {.modelHash = std::string(64, 'a'), .planSeed = 77, .planIndex = index};
    return plan;
}

/// A model that paints them.
inline ModelInfo sampleModel() {
    ModelInfo model;
    model.id = "kaleido-emoji";
    model.title = "Emoji";
    model.hash = std::string(64, 'a');
    model.sampler = "dpmpp_2m";
    return model;
}

/// As this program would record it on this machine.
inline PictureRecord paintedRecord(int plan, int picture) {
    PictureRecord record = sampleSettings();
    record.plan = paintablePlan(plan);
    record.seed = 5 + static_cast<std::uint64_t>(picture);
    record.width = record.height = 8;
    record.codeVersion = codeVersion();
    record.device = deviceText();
    record.row = plan;
    record.column = picture;
    return record;
}

/// 8 × 8, of one colour that tells plan and picture.
inline Picture flatPicture(int plan, int picture) {
    Picture result{8, 8, {}};
    for (int i = 0; i < 64; ++i) {
        for (const int value : {50 + 100 * plan, 50 + 100 * picture, 200})
            result.rgb.push_back(static_cast<std::uint8_t>(value));
    }
    return result;
}

inline std::string paintedFile(int plan, int picture) {
    return paintedPng(flatPicture(plan, picture), paintedRecord(plan, picture)).value();
}

inline std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A project with one run: two plans, each painted twice.
class PaintedProject {
public:
    PaintedProject() : m_store(ProjectStore::create(folder() / "project.kaleido", steadyOptions()).value()) {
        NewRun request{.settings = paintedRecord(0, 0), .plans = {}, .pictures = 2};
        request.settings.plan = {};
        request.settings.plan.caption = paintablePlan(0).caption;
        for (int plan = 0; plan < 2; ++plan)
            request.plans.push_back(
                m_store.plans().add(paintablePlan(plan), Origin::Sampled).value().current);
        run = m_store.runs().add(request).value().id;
        for (int i = 0; i < 4; ++i) {
            const std::string png = paintedFile(i / 2, i % 2);
            pictures.push_back(m_store.pictures()
                                   .add({.png = png,
                                         .run = run,
                                         .revision = request.plans[static_cast<std::size_t>(i / 2)],
                                         .seed = 5 + static_cast<std::uint64_t>(i % 2),
                                         .row = i / 2,
                                         .column = i % 2})
                                   .value()
                                   .id);
        }
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    ProjectStore& store() { return m_store; }

    RunId run;
    std::vector<PictureId> pictures;  ///< plan by plan

private:
    QTemporaryDir m_folder;
    ProjectStore m_store;
};

}  // namespace kaleido::test
