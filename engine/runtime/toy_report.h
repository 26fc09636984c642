#pragma once

#include <string>
#include <vector>

namespace kaleido {

/// A round normal distribution in the plane that belongs to a class.
struct ToyMode {
    int label = 0;       ///< its class: 0 or 1
    std::string name{};  ///< "inner", "outer"
    double x = 0, y = 0;
    double width = 0;  ///< standard deviation

    bool operator==(const ToyMode&) const = default;
};

/// A point that was drawn or sampled for a class. Coordinates lie mostly within −1 … 1.
struct ToyPoint {
    int label = 0;  ///< the class that was asked for
    int mode =
        0;  ///< the mode that it was drawn from, or that is nearest to the sample; a number of ToyReport::modes
    double x = 0, y = 0;

    bool operator==(const ToyPoint&) const = default;
};

/// What points are sampled with.
enum class ToyCondition {
    Class,          ///< the class alone: plain guidance
    ClassThenMode,  ///< the mode is drawn first and stands beside the class: Kaleido
};

/// The samples of one guidance weight and one condition.
struct ToySamples {
    ToyCondition condition = ToyCondition::Class;
    double guidance = 1;
    std::vector<ToyPoint> points{};
    std::vector<double> shares{};  ///< of the points of its class, for each mode
    double keptModes =
        0;  ///< exp(entropy) of the shares, mean of both classes: 1 = all alike, 2 = both modes alike
    double astray = 0;  ///< share of the points that lie further than 3 standard deviations from every mode

    bool operator==(const ToySamples&) const = default;
};

/// The paper's toy experiment (arXiv 2405.21048, Fig. 3).
struct ToyReport {
    std::vector<ToyMode> modes{};
    std::vector<ToyPoint> data{};  ///< some of what was learned from
    std::vector<ToySamples>
        samples{};    ///< the class alone at every weight, then the mode first at every weight
    double loss = 0;  ///< of the network at the end of its training

    bool operator==(const ToyReport&) const = default;
};

}  // namespace kaleido
