#pragma once

#include "engine/base/random.h"
#include "engine/runtime/toy_report.h"

#include <vector>

namespace kaleido {

/// What the experiment's points are drawn from: two classes with two equally likely round modes each. The inner modes of the
/// classes overlap, the outer ones lie apart, so a high guidance weight, which looks for points that are sure to belong to
/// the class, prefers the outer ones.
const std::vector<ToyMode>& toyModes();

/// One point of each of `count` draws: the mode is drawn first, then the point. Modes are numbered as in toyModes().
std::vector<ToyPoint> drawToyPoints(int count, Random& random);

/// The mode whose centre is nearest.
int nearestMode(double x, double y);

/// True within three standard deviations of a mode's centre.
bool nearAMode(double x, double y);

}  // namespace kaleido
