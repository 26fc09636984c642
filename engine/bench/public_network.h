#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kaleido {

/// A network whose architecture is public, as it is built with random weights and clocked.
struct PublicNetwork {
    std::string name{};                 ///< for people
    std::string_view config{};          ///< JSON that parseUNetConfig() reads
    std::int64_t parameters = 0;        ///< to ask for memory before anything is built
    std::int64_t side = 64;             ///< of the pictures, in pixels
    std::int64_t textLength = 128;      ///< positions of the text states, padding included
    std::uint64_t activationBytes = 0;  ///< of one guided step, at most, with the operations that run alone

    /// Bytes for the network in float32 and a second copy of it: in bf16 and as laid out for the processor.
    std::uint64_t neededBytes() const {
        return 2 * sizeof(float) * static_cast<std::uint64_t>(parameters) + activationBytes;
    }
};

/// MDM for 64×64 pictures, as the public code configures it (MDM specification 1.9).
PublicNetwork publicNetwork64();

}  // namespace kaleido
