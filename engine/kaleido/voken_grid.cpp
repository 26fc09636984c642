#include "engine/kaleido/voken_grid.h"

namespace kaleido {

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

}  // namespace kaleido
