#include "engine/api/export_job.h"

#include "engine/train/export_model.h"

namespace kaleido {

Result<Slice> ExportJob::runSlice(JobContext& context) {
    context.post(Progress{.stage = "exporting"});
    const ExportOptions options{.config = m_request.config,
                                .resources = m_request.resources,
                                .run = m_request.run,
                                .folder = m_request.folder,
                                .commit = m_request.commit};
    if (auto exported = exportModel(options); !exported) return exported.error();
    return Slice::Done;
}

}  // namespace kaleido
