#pragma once

#include "engine/base/picture.h"
#include "engine/plan/plan.h"
#include "engine/runtime/bench_report.h"
#include "engine/runtime/judgement.h"
#include "engine/runtime/toy_report.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// A plan while it is being written. May be dropped.
struct PlanPartial {
    int index = 0;  ///< which plan of the request
    Plan plan{};

    bool operator==(const PlanPartial&) const = default;
};

/// A finished plan.
struct PlanDone {
    int index = 0;
    Plan plan{};

    bool operator==(const PlanDone&) const = default;
};

/// Which picture of a request an event is about, and what it was asked for.
struct PictureRef {
    int plan = 0;                ///< index of the plan in the request
    int picture = 0;             ///< index among that plan's pictures
    std::uint64_t revision = 0;  ///< plan revision frozen at submit; handed back unchanged
    std::uint64_t seed = 0;      ///< seed of this picture's noise

    bool operator==(const PictureRef&) const = default;
};

/// The picture as predicted after some steps, at a low resolution. May be dropped.
struct Preview {
    PictureRef ref{};
    int step = 0;  ///< steps done
    int steps = 0;
    Picture picture{};

    bool operator==(const Preview&) const = default;
};

/// A finished picture; never dropped, also when its plan's revision is gone.
struct PictureDone {
    PictureRef ref{};
    Picture picture{};
    int microBatch = 0;  ///< how many pictures were painted together

    bool operator==(const PictureDone&) const = default;
};

/// A scene of the world: its picture, its caption and its exact plan.
struct SceneDone {
    std::uint64_t seed = 0;
    Plan plan{};  ///< caption included
    Picture picture{};

    bool operator==(const SceneDone&) const = default;
};

/// One point of a training run's curves.
struct TrainMetrics {
    std::int64_t step = 0;
    std::int64_t pictures = 0;               ///< seen so far
    std::map<std::string, double> values{};  ///< "loss", "loss_ar", "learning_rate", "pictures_per_second" …

    bool operator==(const TrainMetrics&) const = default;
};

/// Pictures that show what a network in training has learned, in pairs: the real one, then its own.
struct TrainSamples {
    std::int64_t step = 0;
    std::vector<std::string> captions{};  ///< one for each picture, or none
    std::vector<Picture> pictures{};

    bool operator==(const TrainSamples&) const = default;
};

/// The variety of each set of a request, and how far all of them together are from renders, if that was asked.
struct SetsMeasured {
    std::vector<Variety> sets{};
    std::optional<SetDistance> distance{};

    bool operator==(const SetsMeasured&) const = default;
};

/// How far one picture of a request obeys its plan.
struct PictureJudged {
    int index = 0;
    std::vector<ItemVerdict> items{};  ///< the plan's, in their order

    bool operator==(const PictureJudged&) const = default;
};

/// What one plan of a request says.
struct PlanJudged {
    int index = 0;
    PlanVerdict verdict{};

    bool operator==(const PlanJudged&) const = default;
};

/// A picture of each visual token of a model, as large as a cell of its pictures.
struct TokenTilesDone {
    std::vector<Picture> tiles{};  ///< by code

    bool operator==(const TokenTilesDone&) const = default;
};

/// What the visual tokens of a plan say together, as large as the model's pictures.
struct TokenPictureDone {
    Picture picture{};

    bool operator==(const TokenPictureDone&) const = default;
};

/// What the toy experiment showed.
struct ToyDone {
    ToyReport report{};

    bool operator==(const ToyDone&) const = default;
};

/// What `bench` measured.
struct BenchDone {
    BenchReport report{};

    bool operator==(const BenchDone&) const = default;
};

/// What clocking a public network showed.
struct PublicBenchDone {
    PublicBenchReport report{};

    bool operator==(const PublicBenchDone&) const = default;
};

}  // namespace kaleido
