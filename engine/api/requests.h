#pragma once

#include "engine/base/cads.h"
#include "engine/base/picture.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kaleido {

/// How the planner draws its tokens. The defaults sample from the model's own distribution, unguided: that is where the
/// variety of a set comes from.
struct PlanSampling {
    double temperature = 1.0;  ///< ≥ 0; 0 always takes the likeliest token
    double topP = 1.0;         ///< (0, 1]
    int topK = 0;              ///< 0 = all

    bool operator==(const PlanSampling&) const = default;
};

/// Imagine plans for a caption. Answered by PlanPartial, PlanDone (one a plan) and JobFinished.
struct PlanRequest {
    std::filesystem::path model = {};  ///< model folder
    std::string caption = {};          ///< as the user typed it; normalised by the engine
    Plan base = {};  ///< locked and edited parts are kept, the rest is resampled; empty: everything is new
    Kinds kinds =
        Kinds::all();  ///< what to sample, all = all of the model's; of other kinds the base's parts are kept
    int count = 8;     ///< plans, 1 … 10,000
    int first = 0;     ///< index of the first plan: plan i is sampled with splitmix(seed, first + i)
    std::uint64_t seed = 0;
    PlanSampling sampling = {};
};

/// Paint plans. Answered by Preview, PictureDone (one a picture) and JobFinished. Picture k of a plan has its seed + k.
struct GenerateRequest {
    std::filesystem::path model = {};
    std::vector<Plan> plans = {};  ///< each with its caption
    /// Which parts of the plans condition the painting; all = all of the model's kinds, none = plain diffusion.
    Kinds kinds = Kinds::all();
    std::string negative = {};  ///< caption of the unconditional half
    int pictures = 1;           ///< for each plan
    std::uint64_t seed = 0;
    std::vector<std::uint64_t> seeds = {};  ///< one for each plan, in place of `seed`; or none
    double guidance = 4.0;                  ///< classifier-free guidance weight; 1 = plain conditional
    double rescale = 0.0;                   ///< guidance rescale φ in [0, 1]
    std::string sampler = "dpmpp_2m";       ///< one of kSamplers
    double eta = 0.0;                       ///< DDIM only
    int steps = 20;
    CadsSettings cads = {};             ///< noise on the condition that fades out; off by default
    std::optional<bool> bfloat16 = {};  ///< absent: what this processor is fastest at
    std::uint64_t revision = 0;         ///< handed back with every picture
};

/// Train one stage of a model. Answered by TrainMetrics, TrainSamples, Notice and JobFinished.
struct TrainRequest {
    std::filesystem::path config = {};     ///< train.json
    std::filesystem::path resources = {};  ///< folder that holds sprites/
    std::filesystem::path run = {};        ///< folder of the run
    std::string stage = {};                ///< "vq", "planner", "inner" or "nested"
    std::filesystem::path from =
        {};  ///< another run's folder or a model folder to start from; empty: this run's stages
    std::int64_t coolDown =
        0;  ///< pictures over which the rate falls to zero, from now on; 0 = stays constant
    std::int64_t pictures = 0;  ///< stop after so many in this stage; 0 = as the configuration says
    double saveMinutes = 3;     ///< time between checkpoints
    double sampleMinutes = 15;  ///< time between held-out measures with sample pictures
};

/// What is written from a training run: a model folder, or the file of the networks that judge pictures.
enum class ExportWhat { Model, Judges };

/// Write what a training run has learned. Answered by JobFinished.
struct ExportRequest {
    ExportWhat what = ExportWhat::Model;
    std::filesystem::path config = {};
    std::filesystem::path resources = {};
    std::filesystem::path run = {};
    std::filesystem::path from = {};  ///< of a judging network that the run has not trained
    std::filesystem::path to =
        {};                   ///< the model folder, made or overwritten file by file; or the judges' file
    std::string commit = {};  ///< of the code, for the manifest
};

/// Render scenes of the emoji world. Answered by SceneDone (one a scene) and JobFinished.
struct WorldRequest {
    std::filesystem::path resources = {};
    int count = 16;
    std::uint64_t seed = 1;  ///< scene i has splitmix(seed, i)
    std::vector<std::uint64_t> seeds =
        {};                       ///< of the scenes themselves, in place of `count` and `seed`; or none
    int size = 64;                ///< side in pixels
    std::string split = "train";  ///< "train", "held_out" or "composition"
    PlanFormat format = {};       ///< grid and levels of the plans' colours
};

/// Measure speed and memory. Answered by BenchDone and JobFinished.
struct BenchRequest {
    std::filesystem::path model = {};
    std::filesystem::path config = {};     ///< train.json, for the training step; empty: none
    std::filesystem::path resources = {};  ///< folder that holds sprites/
    std::optional<bool> bfloat16 = {};     ///< absent: what this processor is fastest at
};

/// Clock a guided step of the public MDM network for 64×64 pictures, with random weights, beside what the public code is
/// known for. Answered by PublicBenchDone and JobFinished.
struct PublicBenchRequest {
    std::optional<bool> bfloat16 = {};  ///< absent: float32, and bf16 where this processor is fast at it
};

/// The paper's toy experiment (arXiv 2405.21048, Fig. 3): a small network is trained and sampled at several guidance weights,
/// with the class alone and with the mode drawn first. Answered by ToyDone and JobFinished.
struct ToyRequest {
    std::vector<double> guidance = {1, 5, 8, 25};
    int points = 2000;  ///< for each weight and condition, 100 … 100,000
    std::uint64_t seed = 1;
};

/// Measure sets of pictures by features of the judging networks: how varied each is, and how far all of them together are
/// from the world's own pictures. Answered by SetsMeasured and JobFinished.
struct MeasureSetsRequest {
    std::filesystem::path judges = {};            ///< judges.safetensors
    std::filesystem::path resources = {};         ///< folder that holds sprites/
    std::vector<std::vector<Picture>> sets = {};  ///< scaled to the judges' resolution
    std::int64_t renders = 0;  ///< held-out scenes to tell the distance from, 2 … 20,000; 0 = no distance
};

/// Judge how far pictures obey the plans that they were painted from. Answered by PictureJudged (one a picture) and
/// JobFinished.
struct JudgePicturesRequest {
    std::filesystem::path judges = {};
    std::filesystem::path resources = {};
    std::vector<Picture> pictures = {};  ///< scaled to the judges' resolution
    std::vector<Plan> plans = {};        ///< one for each picture
};

/// Read what plans of the emoji world say. Answered by PlanJudged (one a plan) and JobFinished.
struct JudgePlansRequest {
    std::filesystem::path resources = {};
    std::vector<Plan> plans = {};
    Kinds kinds = Kinds::all();  ///< those that the plans were sampled with
};

/// Picture each visual token of a model. Answered by TokenTilesDone and JobFinished.
struct TokenTilesRequest {
    std::filesystem::path model = {};
};

/// Picture what the visual tokens of one plan say together. Answered by TokenPictureDone and JobFinished.
struct TokenPictureRequest {
    std::filesystem::path model = {};
    CodeGrid tokens = {};  ///< the model's grid, at least one cell known
};

using Request = std::variant<PlanRequest, GenerateRequest, TrainRequest, ExportRequest, WorldRequest,
                             BenchRequest, PublicBenchRequest, ToyRequest, MeasureSetsRequest,
                             JudgePicturesRequest, JudgePlansRequest, TokenTilesRequest, TokenPictureRequest>;

}  // namespace kaleido
