#include "app/eval/picture_change.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace kaleido {

double changeOutside(const Picture& a, const Picture& b, const std::vector<Box>& boxes) {
    if (a.width != b.width || a.height != b.height)
        throw std::invalid_argument("pictures of different sizes are compared");
    std::int64_t change = 0, values = 0;
    for (int y = 0; y < a.height; ++y) {
        for (int x = 0; x < a.width; ++x) {
            const double u = (x + 0.5) / a.width, v = (y + 0.5) / a.height;
            const bool inside = std::ranges::any_of(boxes, [u, v](const Box& box) {
                return u >= box.x0 && u < box.x1 && v >= box.y0 && v < box.y1;
            });
            if (inside) continue;
            const auto at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width) +
                                 static_cast<std::size_t>(x));
            for (std::size_t i = at; i < at + 3; ++i) change += std::abs(int{a.rgb[i]} - int{b.rgb[i]});
            values += 3;
        }
    }
    return values > 0 ? static_cast<double>(change) / static_cast<double>(values) : 0;
}

}  // namespace kaleido
