#include "engine/kaleido/voken_grid.h"

#include "engine/kaleido/picture_tensor.h"

#include <cstdlib>
#include <limits>

namespace kaleido {
namespace {

/// The code of the known cell that is nearest to this one, itself if it is known.
int nearestCode(const CodeGrid& grid, int column, int row) {
    int best = 0, nearest = std::numeric_limits<int>::max();
    for (int y = 0; y < grid.rows; ++y) {
        for (int x = 0; x < grid.columns; ++x) {
            const int code = grid.codes[static_cast<std::size_t>(y * grid.columns + x)];
            const int distance = std::abs(x - column) + std::abs(y - row);
            if (code == kUnknownCode || distance >= nearest) continue;
            nearest = distance;
            best = code;
        }
    }
    return best;
}

}  // namespace

void addVisualTokens(PictureTokenizerImpl& tokenizer, const torch::Tensor& pictures,
                     std::vector<Plan>& plans) {
    const torch::Tensor codes = tokenizer.encode(pictures).to(torch::kCPU, torch::kInt64).contiguous();
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const torch::Tensor grid = codes[static_cast<std::int64_t>(i)];
        CodeGrid& tokens = plans[i].tokens;
        tokens.rows = static_cast<int>(grid.size(0));
        tokens.columns = static_cast<int>(grid.size(1));
        const auto* values = grid.const_data_ptr<std::int64_t>();
        tokens.codes.assign(values, values + grid.numel());
        tokens.parts.assign(tokens.codes.size(), {});
    }
}

std::vector<Picture> tokenTiles(PictureTokenizerImpl& tokenizer, std::int64_t first, std::int64_t count) {
    // The decoder sees neighbours, and its norms see the whole picture, so a code has no picture of its own. A grid of that
    // code alone, of which a cell away from the border is taken, comes nearest: on the pictures of the emoji world it is closer
    // to what the code looks like in place than the mean over random neighbours, which greys everything.
    const std::int64_t grid = tokenizer.config().grid(), side = tokenizer.config().stride;
    const torch::Tensor codes = torch::arange(first, first + count).view({-1, 1, 1}).expand({-1, grid, grid});
    const std::int64_t inner = (grid - 1) / 2 * side;
    const torch::Tensor tiles =
        tokenizer.decode(codes.contiguous()).narrow(2, inner, side).narrow(3, inner, side);
    std::vector<Picture> pictures;
    for (std::int64_t i = 0; i < count; ++i) pictures.push_back(toPicture(tiles[i]));
    return pictures;
}

Picture tokenPicture(PictureTokenizerImpl& tokenizer, const CodeGrid& tokens) {
    std::vector<std::int64_t> codes;
    for (int row = 0; row < tokens.rows; ++row) {
        for (int column = 0; column < tokens.columns; ++column)
            codes.push_back(nearestCode(tokens, column, row));
    }
    return toPicture(tokenizer.decode(torch::tensor(codes).view({1, tokens.rows, tokens.columns}))[0]);
}

}  // namespace kaleido
