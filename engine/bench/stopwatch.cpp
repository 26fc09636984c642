#include "engine/bench/stopwatch.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {

double median(std::vector<double> values) {
    if (values.empty()) throw std::invalid_argument("median: of nothing");
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace kaleido
