#include "engine/api/export_job.h"

#include "engine/train/export_judges.h"
#include "engine/train/export_model.h"

namespace kaleido {

Result<Slice> ExportJob::runSlice(JobContext& context) {
    context.post(Progress{.stage = "exporting"});
    if (auto written = write(); !written) return written.error();
    return Slice::Done;
}

Result<void> ExportJob::write() const {
    if (m_request.what == ExportWhat::Judges) {
        return exportJudges({.config = m_request.config,
                             .resources = m_request.resources,
                             .run = m_request.run,
                             .from = m_request.from,
                             .file = m_request.to,
                             .commit = m_request.commit});
    }
    return exportModel({.config = m_request.config,
                        .resources = m_request.resources,
                        .run = m_request.run,
                        .folder = m_request.to,
                        .commit = m_request.commit});
}

}  // namespace kaleido
