#pragma once

#include <string>
#include <utility>
#include <variant>

namespace kaleido {

/// What kind of thing went wrong; decides the exit code of the command line and the icon in the window.
enum class Code {
    Internal,     ///< a broken promise of our own; a bug
    Usage,        ///< the request makes no sense (wrong option, empty range)
    NotFound,     ///< a file or model is not there or cannot be read
    BadInput,     ///< a caption, picture or file holds something that cannot be used
    BadManifest,  ///< model.json is malformed or lies about its files
    BadWeights,   ///< a weight file is malformed or does not fit its network
    BadPlan,      ///< a plan is malformed or breaks a rule that makes it unusable
    WriteFailed,  ///< a file could not be written (disk full, no permission)
    NoMemory,     ///< the work does not fit into the memory that is free
    Cancelled,    ///< the user stopped it
};

/// One expected failure, told so that a user can act on it.
struct Error {
    Code code = Code::Internal;
    std::string message;  ///< one clear sentence: what is wrong and what to do about it
    std::string path;     ///< the file it is about; empty if none
    std::string field;    ///< JSON pointer or tensor name inside the file; empty if none

    bool operator==(const Error&) const = default;
};

/// "path: field: message", leaving out what is empty.
std::string describe(const Error& error);

/// Exit code of the command line: 1 internal, 2 usage, 3 bad input, 4 no memory, 5 cancelled.
int exitCode(Code code);

/// A value or the Error that stands in its way. Reading the side that is not there is a broken promise and
/// throws std::bad_variant_access.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const& { return std::get<0>(m_state); }
    T& value() & { return std::get<0>(m_state); }
    /// Of a temporary: by value, so that what a loop goes over lives as long as the loop.
    T value() && { return std::get<0>(std::move(m_state)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<std::monostate, Error> m_state;
};

}  // namespace kaleido
