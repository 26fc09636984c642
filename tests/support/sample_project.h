#pragma once

#include "engine/io/png_text.h"
#include "engine/store/project_store.h"

#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kaleido::test {

/// Options whose clock starts at the first second of 2026 and goes on by one second each time it is read.
inline StoreOptions steadyOptions() {
    auto second = std::make_shared<std::int64_t>(1'767'225'600);
    return {.program = "Kaleido Studio 0.1.0",
            .now = [second] { return StoreTime(std::chrono::seconds((*second)++)); }};
}

/// A PNG file of one pixel that holds a text, so that every number gives another one. Its bytes depend on no library.
inline std::string samplePng(int number, std::size_t bytes = 0) {
    static constexpr std::array<unsigned char, 72> kPixel = {
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90,
        0x77, 0x53, 0xDE, 0x00, 0x00, 0x00, 0x0F, 0x49, 0x44, 0x41, 0x54, 0x78, 0x01, 0x01, 0x04,
        0x00, 0xFB, 0xFF, 0x00, 0x80, 0x80, 0x80, 0x03, 0x04, 0x01, 0x81, 0xA4, 0x1F, 0x90, 0x57,
        0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
    const std::string pixel(kPixel.begin(), kPixel.end());
    const std::string text = std::to_string(number) + std::string(bytes, '.');
    return insertPngTexts(pixel, std::vector<PngText>{{.keyword = "number", .text = text}}).value();
}

/// A plan with something of everything. It comes from no generator: the stored projects of former versions hold it.
inline Plan samplePlan(int number) {
    const double shift = number / 3.0;
    Plan plan;
    plan.caption = "a \"cat\" sat on the mat, 猫 🐱";
    plan.detail = "A flat cat. A mat in the middle.";
    plan.sentences = {{PartState::Stale, false}, {PartState::Edited, true}};
    plan.items = {{.id = ItemId{7},
                   .words = "flat cat",
                   .box = Box{0.1, 0.2, 0.5 + shift, 0.9},
                   .blob = Blob{{0.3, 0.55}, 0.2, 0.1 + shift, 12.5},
                   .origin = Origin::Drawn,
                   .state = PartState::Edited,
                   .locked = true},
                  {.id = ItemId{2}, .words = {}, .box = {}, .blob = {}}};
    plan.tokens = {
        .columns = 2, .rows = 1, .codes = {17, kUnknownCode}, .parts = {{}, {PartState::Stale, true}}};
    plan.provenance = {.modelHash = "0a1b2c",
                       .planSeed = 0xFFFF'FFFF'FFFF'FFF0 + static_cast<std::uint64_t>(number),
                       .planIndex = number};
    return plan;
}

inline PictureRecord sampleSettings() {
    PictureRecord record;
    record.plan.caption = "a cat sat on the mat";
    record.negative = "rain";
    record.seed = 0xFFFF'FFFF'FFFF'FFF0;
    record.sampler = "dpmpp_2m";
    record.steps = 20;
    record.guidance = 4.1;
    record.width = record.height = 64;
    record.modelId = "kaleido-emoji";
    record.modelHash = std::string(64, 'a');
    record.codeVersion = "Kaleido Studio 0.1.0";
    record.device = "cpu (avx2)";
    record.precision = "float32";
    record.microBatch = 4;
    return record;
}

inline void need(const Result<void>& result) {
    if (!result) throw std::runtime_error(describe(result.error()));
}

/// A run of one plan, for tests that only want somewhere to put pictures.
struct SampleRun {
    PlanId plan;
    RevisionId revision;
    RunId run;
};

inline SampleRun addRun(ProjectStore& store) {
    const StoredPlan plan = store.plans().add(samplePlan(1), Origin::Sampled).value();
    const Run run = store.runs().add({.settings = sampleSettings(), .plans = {plan.current}}).value();
    return {plan.id, plan.current, run.id};
}

inline StoredPicture addPicture(ProjectStore& store, const SampleRun& run, int number) {
    const std::string png = samplePng(number);
    return store.pictures()
        .add({.png = png,
              .run = run.run,
              .revision = run.revision,
              .seed = static_cast<std::uint64_t>(number)})
        .value();
}

/// Everything that a project says.
struct ProjectContents {
    ProjectInfo info;
    std::vector<StoredPlan> plans;
    std::vector<Revision> revisions;
    std::vector<Plan> values;
    std::vector<Run> runs;
    std::vector<StoredPicture> pictures;
    std::vector<std::string> files;
    std::vector<QueueEntry> queue;
    std::map<std::string, std::string> settings;

    bool operator==(const ProjectContents&) const = default;
};

inline Result<ProjectContents> contentsOf(const ProjectStore& store) {
    ProjectContents contents;
    const auto take = [](auto& into, auto result) -> Result<void> {
        if (!result) return result.error();
        into = *std::move(result);
        return {};
    };
    if (auto ok = take(contents.info, store.info()); !ok) return ok.error();
    if (auto ok = take(contents.plans, store.plans().all()); !ok) return ok.error();
    for (const StoredPlan& plan : contents.plans) {
        const auto revisions = store.plans().revisionsOf(plan.id);
        if (!revisions) return revisions.error();
        for (const Revision& revision : *revisions) {
            contents.revisions.push_back(revision);
            if (auto ok = take(contents.values.emplace_back(), store.plans().plan(revision.id)); !ok)
                return ok.error();
        }
    }
    const auto runs = store.runs().ids();
    if (!runs) return runs.error();
    for (const RunId run : *runs)
        if (auto ok = take(contents.runs.emplace_back(), store.runs().run(run)); !ok) return ok.error();
    const auto pictures = store.pictures().ids({.bin = BinFilter::Both});
    if (!pictures) return pictures.error();
    if (auto ok = take(contents.pictures, store.pictures().list(*pictures)); !ok) return ok.error();
    for (const PictureId picture : *pictures)
        if (auto ok = take(contents.files.emplace_back(), store.pictures().png(picture)); !ok)
            return ok.error();
    if (auto ok = take(contents.queue, store.queue().entries()); !ok) return ok.error();
    if (auto ok = take(contents.settings, store.settings().all()); !ok) return ok.error();
    return contents;
}

/// Something of everything.
inline void fillSample(ProjectStore& store) {
    PlanTable& plans = store.plans();
    const StoredPlan first = plans.add(samplePlan(1), Origin::Sampled).value();
    const StoredPlan drawn = plans.add(samplePlan(2), Origin::Drawn).value();
    const Revision moved = plans.addRevision(samplePlan(3), first.current, "Move box").value();
    plans.addRevision(samplePlan(4), moved.id, "Change words: \"café\"").value();
    need(plans.setCurrent(first.id, moved.id));
    const StoredPlan more = plans.add(samplePlan(5), Origin::Sampled, moved.id, "More like this").value();
    need(plans.setMarks(first.id, {.pinned = true}));
    need(plans.setMarks(drawn.id, {.discarded = true}));

    const Run run = store.runs()
                        .add({.settings = sampleSettings(), .plans = {moved.id, more.current}, .pictures = 2})
                        .value();
    store.runs()
        .add({.settings = sampleSettings(), .plans = {moved.id}, .comparison = R"({"rows":"guidance"})"})
        .value();
    for (int i = 0; i < 4; ++i) {
        const std::string png = samplePng(i);
        store.pictures()
            .add({.png = png,
                  .run = run.id,
                  .revision = i < 2 ? moved.id : more.current,
                  .seed = 0xFFFF'FFFF'FFFF'FFF0 + static_cast<std::uint64_t>(i),
                  .row = i / 2,
                  .column = i % 2})
            .value();
    }
    need(store.pictures().setMarks(PictureId{1}, {.starred = true}));
    need(store.pictures().setMarks(PictureId{3}, {.starred = true, .binned = true}));

    store.queue().add({.kind = "generate", .request = R"({"steps":20})", .run = run.id}).value();
    const QueueEntry failed = store.queue().add({.kind = "plan", .request = "{}"}).value();
    need(store.queue().setState(failed.id, QueueState::Failed, "too little memory"));
    store.queue().add({.kind = "plan", .request = "{}"}, QueueEnd::Front).value();
    need(store.settings().set("current_plan", std::to_string(first.id.value)));
    need(store.settings().set("grüße", ""));
}

}  // namespace kaleido::test
