#pragma once

#include "app/eval/evaluation_results.h"
#include "engine/runtime/judgement.h"

#include <string>
#include <vector>

namespace kaleido {

/// What was measured of one way to paint, at one guidance weight.
struct SetOutcome {
    std::string system;  ///< "plans", "no plan", "no plan, CADS"
    double weight = 0;
    double vendi = 0;  ///< means over the sets
    double similarity = 0;
    SetDistance distance;
};

/// The mean of one measure over sets; 0 of none.
double meanOf(const std::vector<Variety>& sets, double Variety::*measure);

/// One row a way and weight, and the sets of renders as the last.
ResultTable setTable(const std::vector<SetOutcome>& outcomes, const std::vector<Variety>& renders);
/// The variety lost from the lowest weight to the highest, by way of painting.
ResultTable lossTable(const std::vector<SetOutcome>& outcomes);
/// Vendi score, Fréchet distance and recall against guidance, one curve a way.
std::vector<ResultChart> setCharts(const std::vector<SetOutcome>& outcomes);

}  // namespace kaleido
