#include "engine/train/learning_rate.h"

#include <algorithm>

namespace kaleido {

double LearningRate::at(std::int64_t pictures) const {
    double factor = 1.0;
    if (warmup > 0) factor = std::min(1.0, static_cast<double>(pictures + 1) / static_cast<double>(warmup));
    if (cooldown && pictures > cooldown->start) {
        const double passed = static_cast<double>(pictures - cooldown->start);
        factor *=
            std::max(0.0, 1.0 - passed / static_cast<double>(std::max<std::int64_t>(1, cooldown->length)));
    }
    return rate * factor;
}

}  // namespace kaleido
