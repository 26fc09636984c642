#pragma once

#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace SQLite {
class Database;
}

namespace kaleido {

/// The connection to a project's database, and what everything that goes through it has in common: errors, and changes that
/// happen whole or not at all. Internal to engine/store; for one thread at a time.
class StoreConnection {
public:
    enum class Mode { Read, Write };

    /// Opens a file that is there and checks that it is a project which this program can read, before anything is changed; for
    /// writing, brings it up to this program's version. Where the file itself cannot be written, the mode becomes Read.
    static Result<StoreConnection> open(const std::filesystem::path& path, Mode mode,
                                        const StoreOptions& options);
    /// Makes an empty file a project without content.
    static Result<void> initialise(const std::filesystem::path& path, const StoreOptions& options);

    StoreConnection(StoreConnection&& other) noexcept;
    StoreConnection& operator=(StoreConnection&& other) noexcept;
    ~StoreConnection();  ///< closes

    /// Writes everything into an empty file that nobody else has open; it is then whole, but not yet flushed.
    Result<void> copyInto(const std::filesystem::path& empty) const;
    /// Puts everything into the one file, unless others read it.
    Result<void> close();

    const std::filesystem::path& path() const { return m_path; }
    Mode mode() const { return m_mode; }
    void setRefusal(std::string refusal) { m_refusal = std::move(refusal); }
    StoreTime now() const;
    SQLite::Database& database() const { return *m_database; }

    /// Runs `work`, which returns a Result; what SQLite throws meanwhile becomes its error.
    template <typename Work>
    std::invoke_result_t<Work> read(Work&& work) const {
        try {
            return work();
        } catch (...) {
            return currentFault();
        }
    }

    /// The same as one change: whole and on the disk, or, after an error or exception, undone. Changes may be nested; the
    /// outermost decides.
    template <typename Work>
    std::invoke_result_t<Work> write(Work&& work) {
        Change change(*this);
        if (Result<void> begun = change.begin(); !begun) return begun.error();
        std::invoke_result_t<Work> result = read(work);
        if (!result) return result;
        if (Result<void> kept = change.keep(); !kept) return kept.error();
        return result;
    }

    /// A change that is undone where it ends unless it was kept.
    class Change {
    public:
        explicit Change(StoreConnection& connection) : m_connection(connection) {}
        Change(const Change&) = delete;
        Change& operator=(const Change&) = delete;
        ~Change();

        Result<void> begin();
        Result<void> keep();

    private:
        StoreConnection& m_connection;
        bool m_open = false;
    };

    /// Code::NotFound: the project holds no `kind` of this number.
    Error missing(std::string_view kind, std::uint64_t number) const;
    Error fault(Code code, std::string message) const {
        return {code, std::move(message), m_path.string(), {}};
    }

private:
    explicit StoreConnection(const std::filesystem::path& path, Mode mode, StoreOptions options);
    Result<void> prepare();
    /// Of the exception that is being handled; one that has nothing to do with the file goes on.
    Error currentFault() const;
    bool insideTransaction() const;

    std::filesystem::path m_path;
    Mode m_mode;
    StoreOptions m_options;
    std::string m_refusal;  ///< why it is read-only
    std::unique_ptr<SQLite::Database> m_database;
    int m_depth = 0;        ///< of nested changes
    bool m_undone = false;  ///< SQLite gave up the whole transaction within the outermost change
};

/// Something in the file that no version of the program has written. Thrown while reading; becomes Code::BadInput.
struct DamagedValue {
    std::string where;
};

}  // namespace kaleido
