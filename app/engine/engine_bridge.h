#pragma once

#include "app/engine/engine_link.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace kaleido {

/// Brings the engine's events to the GUI thread, each to whoever asked for the job. Neither side ever waits for the other:
/// events lie in a list until the GUI thread's event loop takes all that have come. GUI thread only.
class EngineBridge : public QObject {
    Q_OBJECT

public:
    /// Called on the GUI thread with the events of one job, in order; JobFinished is the last.
    using Handler = std::function<void(JobId, const EventBody&)>;

    explicit EngineBridge(const StartEngine& start, QObject* parent = nullptr);
    ~EngineBridge() override;

    /// `handle` is not called any more once `context` is gone; the job goes on.
    JobId submit(Request request, QObject* context, Handler handle,
                 Priority priority = Priority::Interactive);
    /// The same for what nobody waits for: it does not make the engine busy, and how far it is is not told.
    JobId submitQuietly(Request request, QObject* context, Handler handle);
    /// False if the job is gone.
    bool cancel(JobId job, StopWhen when);
    void cancelAll(StopWhen when);
    /// Whether any job waits or runs that somebody waits for.
    bool isBusy() const { return m_waitedFor > 0; }

Q_SIGNALS:
    void busyChanged(bool busy);
    /// Of any job that somebody waits for: what is being done, and how far it is.
    void progressed(kaleido::JobId job, const kaleido::Progress& progress);
    void noticed(kaleido::JobId job, const kaleido::Notice& notice);
    void finished(kaleido::JobId job, const kaleido::JobFinished& how);

private:
    struct Listener {
        QPointer<QObject> context;
        Handler handle;
        bool quiet = false;
    };

    JobId add(Request request, Priority priority, Listener listener);
    void arrive(const Event& event);  ///< on the engine's thread
    void deliver();

    std::mutex m_mutex;
    std::vector<Event> m_arrived;  ///< guarded by m_mutex
    std::map<JobId, Listener> m_jobs;
    int m_waitedFor = 0;                   ///< of m_jobs, those that are not quiet
    std::unique_ptr<EngineLink> m_engine;  ///< last: its thread uses the rest
};

}  // namespace kaleido
