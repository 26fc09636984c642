#pragma once

#include "app/studio/item_selection.h"
#include "app/studio/known_words.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "engine/plan/sentences.h"
#include "tests/support/fake_engine.h"
#include "tests/support/sample_project.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cctype>
#include <string>

namespace kaleido::test {

/// Knows the words of the sample scene and little else; for all others it offers the same two.
inline ModelWords sampleWords() {
    ModelWords words;
    words.all = {QStringLiteral("a"),    QStringLiteral("butterfly"), QStringLiteral("car"),
                 QStringLiteral("cat"),  QStringLiteral("flat"),      QStringLiteral("in"),
                 QStringLiteral("park"), QStringLiteral("red"),       QStringLiteral("the"),
                 QStringLiteral("tree"), QStringLiteral("turtle")};
    const QStringList all = words.all;
    words.unknownIn = [all](std::string_view text) {
        std::vector<WordOffer> offers;
        const auto isLetter = [&](std::size_t at) {
            return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
        };
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            if (!isLetter(begin)) continue;
            std::size_t end = begin;
            while (isLetter(end)) ++end;
            const std::string word(text.substr(begin, end - begin));
            if (!all.contains(QString::fromStdString(word)))
                offers.push_back(
                    {.word = word, .begin = begin, .end = end, .nearest = {"butterfly", "turtle"}});
            begin = end;
        }
        return offers;
    };
    return words;
}

/// A cat on the left behind a red car on the right; the text names both.
inline Plan sampleScene() {
    Plan plan;
    plan.caption = "a cat and a car in the park";
    plan.detail = "A cat is on the left. A red car is on the right.";
    plan.sentences.resize(splitSentences(plan.detail).size());
    plan.items = {{.id = ItemId{1},
                   .words = "cat",
                   .box = Box{0.1, 0.4, 0.3, 0.7},
                   .blob = Blob{{0.2, 0.55}, 0.1, 0.15, 0}},
                  {.id = ItemId{2}, .words = "red car", .box = Box{0.6, 0.5, 0.9, 0.8}, .blob = {}}};
    return plan;
}

/// An open project, and controllers whose engine is a fake.
class SampleStudio {
public:
    SampleStudio()
        : m_document(open(m_folder.filePath(QStringLiteral("test.kaleido")).toStdString())),
          m_bridge(m_engine.starter()),
          m_plans(*m_document, m_bridge, model()),
          m_paints(*m_document, m_bridge, model()) {}

    Document& document() { return *m_document; }
    FakeEngine& engine() { return m_engine; }
    PlanController& plans() { return m_plans; }
    PaintController& paints() { return m_paints; }
    ItemSelection& selection() { return m_selection; }

    static ModelInfo model() {
        ModelInfo info;
        info.id = "test";
        info.sampler = "dpmpp_2m";
        info.resolution = 64;
        return info;
    }

    /// The current plan as it is stored.
    const Plan& plan() const { return m_document->find(m_document->currentPlan())->plan; }

private:
    static std::unique_ptr<Document> open(const std::string& path) {
        return std::move(
            Document::open(std::move(ProjectStore::create(path, steadyOptions()).value())).value());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Document> m_document;
    FakeEngine m_engine;
    EngineBridge m_bridge;
    PlanController m_plans;
    PaintController m_paints;
    ItemSelection m_selection;
};

}  // namespace kaleido::test
