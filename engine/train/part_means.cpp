#include "engine/train/part_means.h"

namespace kaleido {

void PartMeans::add(const TrainingStage::Parts& parts, double weight) {
    for (const auto& [name, value] : parts) {
        Sum& sum = m_sums[name];
        sum.values += value * weight;
        sum.weights += weight;
    }
}

TrainingStage::Parts PartMeans::means() const {
    TrainingStage::Parts means;
    for (const auto& [name, sum] : m_sums) means[name] = sum.values / sum.weights;
    return means;
}

}  // namespace kaleido
