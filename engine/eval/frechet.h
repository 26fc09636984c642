#pragma once

#include "engine/base/error.h"
#include "engine/eval/feature_statistics.h"

namespace kaleido {

/// Fréchet distance of two normal distributions, squared as the literature reports it (FID, Heusel et al. 2017, eq. 6):
/// |μa − μb|² + tr(A) + tr(B) − 2·tr((A^½·B·A^½)^½), ≥ 0, in squared units of the features. Covariances may be
/// singular, as those of fewer pictures than features are. The value depends on the number of pictures (it falls with
/// it) and on the network that made the features: compare only what shares both.
/// Errors (BadInput): different widths, numbers that are not finite. Covariances that are not symmetric and positive
/// semi-definite are a broken promise.
Result<double> frechetDistance(const Gaussian& a, const Gaussian& b);

}  // namespace kaleido
