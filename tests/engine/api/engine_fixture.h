#pragma once

#include "engine/api/engine.h"
#include "engine/io/model_manifest.h"
#include "tests/engine/runtime/fake_jobs.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaleido::testing {

/// A folder with the tiny model, removed with this object.
class ModelFolder {
public:
    ModelFolder() {
        if (const auto written = writeTinyModel(path()); !written)
            throw std::runtime_error(describe(written.error()));
    }
    std::filesystem::path path() const { return m_folder.filePath(QStringLiteral("tiny")).toStdString(); }

private:
    QTemporaryDir m_folder;
};

/// A folder with the tiny model without its colour mosaic, removed with this object.
class ColourlessModelFolder : public ModelFolder {
public:
    ColourlessModelFolder() {
        auto manifest = readManifest(path());
        if (!manifest) throw std::runtime_error(describe(manifest.error()));
        manifest->plan.kinds.colors = false;
        if (const auto written = writeManifest(path(), *manifest); !written)
            throw std::runtime_error(describe(written.error()));
    }
};

/// An engine whose events are kept.
class RecordedEngine {
public:
    /// `also` is called with every event, on the engine thread.
    explicit RecordedEngine(EventSink also = {}, std::optional<std::uint64_t> memoryLimit = {})
        : engine({.sink =
                      [keep = recorder.sink(), also](const Event& event) {
                          keep(event);
                          if (also) also(event);
                      },
                  .log = {},
                  .memoryLimit = memoryLimit}) {}

    /// Runs a request to its end; its events.
    std::vector<Event> run(Request request) { return finish(engine.submit(std::move(request))); }
    std::vector<Event> finish(JobId job) {
        recorder.finished(job);
        return recorder.events(job);
    }

    Recorder recorder;
    Engine engine;
};

/// The events of one kind, in order.
template <typename T>
std::vector<T> only(const std::vector<Event>& events) {
    std::vector<T> found;
    for (const Event& event : events) {
        if (const T* body = std::get_if<T>(&event.body)) found.push_back(*body);
    }
    return found;
}

/// How a job ended; throws unless exactly one JobFinished stands at the end.
inline JobFinished endOf(const std::vector<Event>& events) {
    const auto ends = only<JobFinished>(events);
    if (ends.size() != 1 || !std::holds_alternative<JobFinished>(events.back().body))
        throw std::logic_error("not exactly one JobFinished at the end");
    return ends.front();
}

/// The messages of the notices of one kind.
inline std::vector<std::string> noticesOf(const std::vector<Event>& events, NoticeKind kind) {
    std::vector<std::string> messages;
    for (const Notice& notice : only<Notice>(events)) {
        if (notice.kind == kind) messages.push_back(notice.message);
    }
    return messages;
}

}  // namespace kaleido::testing
