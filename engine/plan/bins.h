#pragma once

#include "engine/plan/geometry.h"

#include <array>
#include <vector>

namespace kaleido {

// The place bins of the grammar: bin = min(bins − 1, ⌊bins · v⌋), read back at its centre. Positions and
// radii are fractions, angles are divided by 180°. Values outside are clamped here and nowhere else.

/// The bin of a fraction; `fraction` is finite.
int binOf(double fraction, int bins);
/// The fraction at the middle of a bin.
double binCentre(int bin, int bins);

/// x0 y0 x1 y1. A side below 1/64 of the picture (or two bins, if these are wider) is widened to that.
std::array<int, 4> boxBins(const Box& box, int bins);
/// The box of four bins that lie in their ranges (see boxBinRange).
Box boxFromBins(const std::array<int, 4>& values, int bins);

/// cx cy long short θ of the canonical form of the blob.
std::array<int, 5> blobBins(const Blob& blob, int bins);
/// The blob of five bins that lie in their ranges, rx being the long radius.
Blob blobFromBins(const std::array<int, 5>& values, int bins);

/// The bins that may stand at one place of a shape.
struct BinRange {
    int low = 0;
    int high = 0;  ///< inclusive

    bool contains(int bin) const { return low <= bin && bin <= high; }
    bool operator==(const BinRange&) const = default;
};

/// The bins that may follow the 0 … 3 bins `before` of a box: x1 behind x0 and y1 behind y0, by what the
/// smallest side takes. Together they are exactly what boxBins() writes.
BinRange boxBinRange(const std::vector<int>& before, int bins);
/// The bins that may follow the 0 … 4 bins `before` of a blob: the short radius is at most the long one.
BinRange blobBinRange(const std::vector<int>& before, int bins);
/// The same for a blob that fills the item's box, of which these are the four bins: its centre lies in the middle half of
/// either side, its long radius between a quarter of the longer side and 0.6 of the diagonal, to the next bin. All blobs of
/// the emoji world do, with room to spare: there the centre is between 0.34 and 0.70 of a side, the radius above 0.40 of the
/// longer side and below 0.50 of the diagonal.
BinRange fillingBlobBinRange(const std::vector<int>& before, const std::vector<int>& box, int bins);

}  // namespace kaleido
