#include "app/eval/study.h"

#include "app/painting/painting.h"

namespace kaleido {

PictureRecord evaluationRecord(const ModelInfo& model) {
    PictureRecord record = recordFor(defaultPainting(model), model);
    record.width = record.height = model.resolution;
    return record;
}

}  // namespace kaleido
