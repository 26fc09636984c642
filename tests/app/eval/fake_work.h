#pragma once

#include "app/eval/study.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaleido::test {

/// Evaluation work without an engine: scenes, plans and pictures are made up, verdicts as told, and what was asked is kept.
class FakeWork : public EvaluationWork {
public:
    FakeWork() {
        m_model.id = "fake";
        m_model.hash = std::string(64, 'a');
        m_model.plan.kinds = Kinds::all();
        m_model.resolution = 8;
        m_model.sampler = "dpmpp_2m";
        m_other = m_model;
        m_other.hash = std::string(64, 'b');
    }

    EvaluationSize evaluation;
    bool withNoPlanModel = false;
    ItemVerdict verdict{.counts = true, .thing = true, .overlap = 0.75, .style = true, .color = {}};
    std::vector<PictureRecord> painted;
    std::vector<PlanRequest> planRequests;
    std::vector<std::size_t> measuredSets;  ///< sizes of all sets, in order
    std::vector<std::int64_t> measuredRenders;

    const EvaluationSize& size() const override { return evaluation; }
    const ModelInfo& model() const override { return m_model; }
    const ModelInfo* noPlanModel() const override { return withNoPlanModel ? &m_other : nullptr; }

    /// Scenes of two items; every third has the same caption, every other a pig in front.
    Result<std::vector<SceneDone>> scenes(const SceneChoice& choice) override {
        std::vector<SceneDone> scenes;
        for (std::uint64_t seed = choice.first;
             seed < choice.first + static_cast<std::uint64_t>(choice.count); ++seed) {
            scenes.push_back({seed, planOf("caption " + std::to_string(seed % 3)), grey(seed)});
            if (seed % 2 == 0) continue;
            scenes.back().plan.items[1].words = "flat pig";
            scenes.back().plan.detail = "a flat cat. a flat pig.";
        }
        return scenes;
    }
    Result<std::vector<Plan>> plans(PlanRequest request) override {
        planRequests.push_back(request);
        std::vector<Plan> plans;
        for (int i = 0; i < request.count; ++i) {
            plans.push_back(request.base.items.empty() ? planOf(request.caption) : request.base);
            plans.back().provenance.planIndex = i;
        }
        return plans;
    }
    Result<void> paint(std::vector<PictureRecord> records) override {
        painted.insert(painted.end(), records.begin(), records.end());
        return {};
    }
    Result<std::vector<Picture>> pictures(const std::vector<PictureRecord>& records) override {
        std::vector<Picture> pictures;
        for (const PictureRecord& record : records) {
            const bool there = std::ranges::find(painted, record) != painted.end();
            if (!there) return Error{Code::NotFound, "was not painted", "", ""};
            pictures.push_back(grey(record.seed));
        }
        return pictures;
    }
    Result<std::vector<std::vector<ItemVerdict>>> judge(std::vector<Picture>,
                                                        std::vector<Plan> plans) override {
        std::vector<std::vector<ItemVerdict>> verdicts;
        for (const Plan& plan : plans) verdicts.emplace_back(plan.items.size(), verdict);
        return verdicts;
    }
    Result<std::vector<PlanVerdict>> read(std::vector<Plan> plans) override {
        return std::vector<PlanVerdict>(
            plans.size(), {.words = {{"things", 2, 1}, {"settings", 1, 1}}, .settings = {"beach"}});
    }
    Result<SetsMeasured> measure(std::vector<std::vector<Picture>> sets, std::int64_t renders) override {
        SetsMeasured measured;
        for (const auto& set : sets) {
            measuredSets.push_back(set.size());
            measured.sets.push_back({.vendi = 2, .similarity = 0.5});
        }
        measuredRenders.push_back(renders);
        if (renders > 0) measured.distance = SetDistance{.pictures = 4, .renders = renders, .frechet = 3};
        return measured;
    }

    static Picture grey(std::uint64_t seed) {
        return {8, 8, std::vector<std::uint8_t>(8 * 8 * 3, static_cast<std::uint8_t>(seed % 200))};
    }
    /// A large cat behind, a small dog in front at the left.
    static Plan planOf(const std::string& caption) {
        Plan plan;
        plan.caption = caption;
        plan.detail = "a flat cat. a flat dog.";
        plan.sentences.resize(2);
        plan.items = {item(1, "flat cat", {.x0 = 0.3, .y0 = 0.1, .x1 = 0.9, .y1 = 0.7}),
                      item(2, "flat dog", {.x0 = 0.1, .y0 = 0.6, .x1 = 0.4, .y1 = 0.9})};
        plan.colors = {.columns = 1, .rows = 1, .codes = {1}, .parts = {Part{}}};
        return plan;
    }

private:
    static Item item(std::uint64_t id, const std::string& words, const Box& box) {
        Item made;
        made.id = ItemId{id};
        made.words = words;
        made.box = box;
        return made;
    }

    ModelInfo m_model, m_other;
};

/// The value of a row in a column, by their names.
inline std::optional<double> valueIn(const ResultTable& table, const std::string& row, std::size_t column) {
    for (const ResultRow& one : table.rows) {
        if (one.name == row) return one.values.at(column);
    }
    throw std::invalid_argument("the table has no row " + row);
}

}  // namespace kaleido::test
