#pragma once

namespace kaleido {

/// Which kinds of latent a plan holds, or is asked for. Every subset is meaningful; none is plain diffusion.
struct Kinds {
    bool text = false;
    bool boxes = false;
    bool blobs = false;
    bool tokens = false;
    bool colors = false;

    static constexpr Kinds all() { return {true, true, true, true, true}; }
    static constexpr Kinds none() { return {}; }
    bool operator==(const Kinds&) const = default;
};

/// What a model's manifest says of its plans (7-plan-format: "model.json", section plan).
struct PlanFormat {
    Kinds kinds = Kinds::all();  ///< the kinds the model was trained on
    int bins = 128;              ///< place bins for coordinates, radii and angles
    int maxItems = 8;
    int maxTokens = 256;  ///< longest encoder input and longest decoder sequence
    int tokenColumns = 4;
    int tokenRows = 4;
    int tokenCodes = 512;
    int colorColumns = 4;
    int colorRows = 4;
    int colorLevels = 8;  ///< levels a channel; levels³ colour ids

    int colorCodes() const { return colorLevels * colorLevels * colorLevels; }
    bool operator==(const PlanFormat&) const = default;
};

}  // namespace kaleido
