// How finished pictures come into the project, and runs out of its queue.

#include "app/painting/sheet_file.h"
#include "app/studio/paint_controller.h"

#include <algorithm>
#include <utility>

namespace kaleido {

void PaintController::keep(const Job& job, const PictureDone& done) {
    const auto plan = static_cast<std::size_t>(done.ref.plan);
    const int row = job.rows.at(plan);
    const int column = job.columns.first + done.ref.picture;
    PictureRecord record = job.run.request.settings;
    // The run may have been asked for by another version, or on another machine.
    record.codeVersion = codeVersion();
    record.device = deviceText();
    record.plan = job.plans.at(plan);
    record.seed = done.ref.seed;
    record.width = done.picture.width;
    record.height = done.picture.height;
    record.microBatch = done.microBatch;
    record.run = std::to_string(job.run.id.value);
    record.row = row;
    record.column = column;
    auto png = paintedPng(done.picture, record);
    if (!png) {
        refuse(png.error());
        if (const auto place = pendingAt(job.run.id, row, column); place != m_pending.end())
            m_pending.erase(place);
        Q_EMIT pendingChanged();
        return;
    }
    // What waits comes first: it may fit now. If it does not, neither is this one tried, so that the reason is told once.
    const bool room = m_unkept.empty() || keepAgain();
    Unkept one{.entry = job.entry,
               .png = *std::move(png),
               .picture = {.run = job.run.id,
                           .revision = job.run.request.plans[static_cast<std::size_t>(row)],
                           .seed = done.ref.seed,
                           .row = row,
                           .column = column}};
    if (room && write(one)) return;
    // It is shown in its place as long as it waits.
    if (const auto place = pendingAt(job.run.id, row, column); place != m_pending.end()) {
        place->preview = done.picture;
        Q_EMIT previewed(static_cast<int>(place - m_pending.begin()));
    }
    m_unkept.push_back(std::move(one));
    Q_EMIT unkeptChanged();
}

bool PaintController::write(const Unkept& one) {
    NewPicture picture = one.picture;
    picture.png = one.png;
    // Nobody is to see it in its place and as a picture at the same time.
    std::optional<PendingPicture> waiting;
    const auto place = pendingAt(picture.run, picture.row, picture.column);
    const auto index = place - m_pending.begin();
    if (place != m_pending.end()) {
        waiting = std::move(*place);
        m_pending.erase(place);
    }
    const auto id = m_document.addPicture(picture);
    if (!id) {
        if (waiting) m_pending.insert(m_pending.begin() + index, *std::move(waiting));
        return false;
    }
    Q_EMIT painted(*id);
    Q_EMIT pendingChanged();
    return true;
}

bool PaintController::keepAgain() {
    if (m_unkept.empty()) return true;
    while (!m_unkept.empty() && write(m_unkept.front())) {
        const QueueEntryId entry = m_unkept.front().entry;
        m_unkept.erase(m_unkept.begin());
        leaveQueue(entry);
    }
    Q_EMIT unkeptChanged();
    return m_unkept.empty();
}

bool PaintController::isUnkept(RunId run, int row, int column) const {
    return std::any_of(m_unkept.begin(), m_unkept.end(), [&](const Unkept& one) {
        return one.picture.run == run && one.picture.row == row && one.picture.column == column;
    });
}

bool PaintController::isUnderWay(QueueEntryId entry) const {
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [&](const auto& job) { return job.second.entry == entry; }) ||
           std::any_of(m_unkept.begin(), m_unkept.end(),
                       [&](const Unkept& one) { return one.entry == entry; });
}

void PaintController::leaveQueue(QueueEntryId entry) {
    if (isUnderWay(entry)) return;
    const auto entries = m_document.queue().entries();
    if (!entries) {
        refuse(entries.error());
        return;
    }
    const bool failed = std::any_of(entries->begin(), entries->end(), [&](const QueueEntry& one) {
        return one.id == entry && one.state == QueueState::Failed;
    });
    if (failed) return;  // another part of the run did
    if (const auto removed = m_document.queue().remove(entry); !removed) refuse(removed.error());
}

}  // namespace kaleido
