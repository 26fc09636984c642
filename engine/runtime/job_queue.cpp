#include "engine/runtime/job_queue.h"

#include <algorithm>
#include <utility>

namespace kaleido {
namespace {

auto findIn(auto& line, JobId id) {
    return std::find_if(line.begin(), line.end(), [id](const auto& entry) { return entry->id == id; });
}

StopWhen stopAsked(const CancelToken& token) {
    if (token.stopRequested(StopWhen::Now)) return StopWhen::Now;
    return token.stopRequested(StopWhen::AfterPicture) ? StopWhen::AfterPicture : StopWhen::Never;
}

}  // namespace

bool JobEntry::mustNotRun() const {
    return stop.token().stopRequested(started ? StopWhen::Now : StopWhen::AfterPicture);
}

JobEntry& JobQueue::add(JobId id, Priority priority, JobFactory make, std::unique_ptr<Job> job) {
    auto entry = std::make_unique<JobEntry>();
    entry->id = id;
    entry->priority = priority;
    entry->make = std::move(make);
    entry->job = std::move(job);
    return *m_lines[static_cast<std::size_t>(priority)].emplace_back(std::move(entry));
}

JobEntry* JobQueue::find(JobId id) {
    for (Line& line : m_lines) {
        if (const auto found = findIn(line, id); found != line.end()) return found->get();
    }
    return nullptr;
}

JobEntry* JobQueue::firstToDrop() {
    for (Line& line : m_lines) {
        for (const auto& entry : line) {
            if (entry->mustNotRun()) return entry.get();
        }
    }
    return nullptr;
}

JobEntry* JobQueue::next() {
    for (Line& line : m_lines) {
        if (!line.empty()) return line.front().get();
    }
    return nullptr;
}

std::unique_ptr<JobEntry> JobQueue::take(JobId id) {
    for (Line& line : m_lines) {
        const auto found = findIn(line, id);
        if (found == line.end()) continue;
        auto entry = std::move(*found);
        line.erase(found);
        return entry;
    }
    return nullptr;
}

bool JobQueue::move(JobId id, std::size_t place) {
    for (Line& line : m_lines) {
        const auto found = findIn(line, id);
        if (found == line.end()) continue;
        auto entry = std::move(*found);
        line.erase(found);
        const auto offset = static_cast<std::ptrdiff_t>(std::min(place, line.size()));
        line.insert(line.begin() + offset, std::move(entry));
        return true;
    }
    return false;
}

void JobQueue::stopAll(StopWhen when) {
    for (Line& line : m_lines) {
        for (const auto& entry : line) entry->stop.requestStop(when);
    }
}

bool JobQueue::empty() const {
    return std::all_of(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.empty(); });
}

std::vector<JobInfo> JobQueue::snapshot() const {
    std::vector<JobInfo> jobs;
    for (const Line& line : m_lines) {
        for (const auto& entry : line) {
            jobs.push_back({entry->id, entry->priority, entry->started, stopAsked(entry->stop.token())});
        }
    }
    return jobs;
}

}  // namespace kaleido
