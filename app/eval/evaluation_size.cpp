#include "app/eval/evaluation_size.h"

namespace kaleido {

const EvaluationSize& quickEvaluation() {
    static const EvaluationSize size{.name = "quick",
                                     .layoutScenes = 48,
                                     .pairScenes = 16,
                                     .edits = 24,
                                     .planCaptions = 24,
                                     .lockScenes = 4,
                                     .captions = 6,
                                     .setSize = 5,
                                     .weights = {1, 7},
                                     .qualityCaptions = 6,
                                     .steps = {4, 8, 16, 32},
                                     .samplerCaptions = 8,
                                     .renders = 1000};
    return size;
}

const EvaluationSize& fullEvaluation() {
    static const EvaluationSize size{.name = "full",
                                     .layoutScenes = 900,
                                     .pairScenes = 300,
                                     .edits = 300,
                                     .planCaptions = 500,
                                     .lockScenes = 60,
                                     .captions = 200,
                                     .setSize = 10,
                                     .weights = {1, 3, 5, 7, 9},
                                     .qualityCaptions = 1250,
                                     .steps = {4, 8, 16, 32},
                                     .samplerCaptions = 125,
                                     .renders = 20'000};
    return size;
}

}  // namespace kaleido
