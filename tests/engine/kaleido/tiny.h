#pragma once

#include "engine/kaleido/model.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <stdexcept>

namespace kaleido::testing {

/// A folder with the tiny model, removed with this object.
class TinyFolder {
public:
    TinyFolder() {
        if (const auto written = writeTinyModel(path()); !written)
            throw std::runtime_error(describe(written.error()));
    }
    std::filesystem::path path() const { return m_folder.filePath(QStringLiteral("tiny")).toStdString(); }
    std::shared_ptr<const KaleidoModel> load(Precision precision = Precision::Float32) const {
        auto model = KaleidoModel::load(path(), precision);
        if (!model) throw std::runtime_error(describe(model.error()));
        return *model;
    }

private:
    QTemporaryDir m_folder;
};

/// A plan in the tiny model's format, with words of its world: two sentences, two items, both grids.
inline Plan tinyPlan() {
    Plan plan;
    plan.caption = "a cat sat on the mat";
    plan.detail = "a flat cat in the centre. a flat mat at the bottom.";
    plan.sentences.resize(2);
    plan.items = {{.id = ItemId{3},
                   .words = "flat cat",
                   .box = Box{0.251, 0.2503, 0.6251, 0.7502},
                   .blob = Blob{{0.4381, 0.5003}, 0.2201, 0.1752, 33.3}},
                  {.id = ItemId{8},
                   .words = "flat mat",
                   .box = Box{0.1, 0.7, 0.9, 0.95},
                   .blob = Blob{{0.5, 0.82}, 0.4, 0.12, 0}}};
    plan.tokens = {4, 4, {}, std::vector<Part>(16)};
    plan.colors = {4, 4, {}, std::vector<Part>(16)};
    for (int i = 0; i < 16; ++i) {
        plan.tokens.codes.push_back(3 * i);
        plan.colors.codes.push_back(31 * i);
    }
    return plan;
}

}  // namespace kaleido::testing
