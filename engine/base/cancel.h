#pragma once

#include <atomic>
#include <exception>
#include <memory>

namespace kaleido {

/// How soon a stop takes effect. A later request may only make it sooner.
enum class StopWhen { Never = 0, AfterPicture = 1, Now = 2 };

/// Thrown by CancelToken::checkpoint(); caught only at the job boundary.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

/// The receiving end of a stop request, cheap to copy and safe to read from any thread. A default-constructed
/// token never asks to stop.
class CancelToken {
public:
    CancelToken() = default;

    /// Throws Cancelled if the job is to stop now. Deep code calls it between the blocks of a network.
    void checkpoint() const;
    /// True if a stop of this urgency, or a greater one, was requested.
    bool stopRequested(StopWhen when) const;

private:
    friend class StopSource;
    explicit CancelToken(std::shared_ptr<const std::atomic<int>> state) : m_state(std::move(state)) {}
    std::shared_ptr<const std::atomic<int>> m_state;
};

/// The sending end: one for each job, made when the job is submitted, so that no early stop is lost.
class StopSource {
public:
    StopSource();
    /// Asks the job to stop; acknowledged at once, acted on at the next checkpoint. Thread-safe.
    void requestStop(StopWhen when);
    CancelToken token() const { return CancelToken(m_state); }

private:
    std::shared_ptr<std::atomic<int>> m_state;
};

}  // namespace kaleido
