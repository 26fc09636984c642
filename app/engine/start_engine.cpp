#include "app/engine/start_engine.h"

#include "engine/api/engine.h"

namespace kaleido {
namespace {

class LocalEngine : public EngineLink {
public:
    explicit LocalEngine(EngineOptions options) : m_engine(std::move(options)) {}

    JobId submit(Request request, Priority priority) override {
        return m_engine.submit(std::move(request), priority);
    }
    bool cancel(JobId job, StopWhen when) override { return m_engine.cancel(job, when); }

private:
    Engine m_engine;
};

}  // namespace

StartEngine engineStarter(StartEngineOptions options) {
    return [options = std::move(options)](EventSink sink) -> std::unique_ptr<EngineLink> {
        return std::make_unique<LocalEngine>(EngineOptions{.sink = std::move(sink),
                                                           .log = options.log,
                                                           .threads = options.threads,
                                                           .memoryLimit = options.memoryLimit});
    };
}

}  // namespace kaleido
