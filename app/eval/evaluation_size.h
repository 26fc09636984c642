#pragma once

#include <string>
#include <vector>

namespace kaleido {

/// How much an evaluation paints. Numbers of scenes and captions are of the world's held-out split, from its first scene on.
struct EvaluationSize {
    std::string name = {};
    int layoutScenes = 0;              ///< painted from their own plans
    int pairScenes = 0;                ///< the same, of pairs that training never showed
    int edits = 0;                     ///< of three kinds in turn; three pictures each
    int planCaptions = 0;              ///< eight plans each, which are only read
    int lockScenes = 0;                ///< eight plans for a locked thing, eight for locked colours
    int captions = 0;                  ///< frozen captions, a set of plans and pictures each
    int setSize = 0;                   ///< pictures of such a set
    std::vector<double> weights = {};  ///< of guidance
    int qualityCaptions = 0;           ///< eight plans and pictures each, by the model's own defaults
    std::vector<int> steps = {};       ///< of every sampler
    int samplerCaptions = 0;           ///< of the same, by every sampler at every number of steps
    int renders = 0;                   ///< held-out renders that distances are told from

    bool operator==(const EvaluationSize&) const = default;
};

/// Some minutes on two cores: enough to see that everything works and where a model stands.
const EvaluationSize& quickEvaluation();
/// Hours on two cores, to be spread over days and machines: the numbers to publish.
const EvaluationSize& fullEvaluation();

}  // namespace kaleido
