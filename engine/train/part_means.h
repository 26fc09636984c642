#pragma once

#include "engine/train/training_stage.h"

#include <map>
#include <string>

namespace kaleido {

/// Means of the named parts of a loss. A part that is missing now and then (a noise band that no picture fell into, the
/// plan loss of a step in which the text side rests) is averaged over where it is there.
class PartMeans {
public:
    void add(const TrainingStage::Parts& parts, double weight = 1.0);
    TrainingStage::Parts means() const;

private:
    struct Sum {
        double values = 0;
        double weights = 0;
    };
    std::map<std::string, Sum> m_sums;
};

}  // namespace kaleido
