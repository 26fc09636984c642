#pragma once

#include "engine/base/strong_id.h"
#include "engine/store/connection.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace kaleido {

/// One SQL statement: values are bound in the order of its question marks, columns read in their order. What goes wrong is
/// thrown, for StoreConnection::read() and write(). Internal to engine/store.
///
///     StoreStatement query(connection, "SELECT id, caption FROM plans WHERE seed = ?");
///     query.seed(7);
///     while (query.next()) use(query.id<PlanId>(), query.text());
class StoreStatement {
public:
    StoreStatement(const StoreConnection& connection, std::string_view sql);
    StoreStatement(const StoreStatement&) = delete;
    StoreStatement& operator=(const StoreStatement&) = delete;
    ~StoreStatement();

    // ---- Binding
    StoreStatement& bind(std::int64_t number);         ///< also a truth value
    StoreStatement& bindSeed(std::uint64_t seed);      ///< its 64 bits: SQLite's integers are signed
    StoreStatement& bindText(std::string_view text);   ///< UTF-8 is a promise (std::invalid_argument)
    StoreStatement& bindBlob(std::string_view bytes);  ///< which must live until the statement has run
    StoreStatement& bind(StoreTime time) { return bind(std::int64_t{time.time_since_epoch().count()}); }
    template <typename Tag>
    StoreStatement& bind(StrongId<Tag> id) {
        return bindId(id.value);
    }

    // ---- Running
    bool next();            ///< goes to the next row; false behind the last
    std::int64_t run();     ///< a statement without rows: how many rows it changed
    std::uint64_t added();  ///< runs an INSERT: the number of its row
    void reset();           ///< to bind and run it once more

    // ---- Reading the row, column by column
    std::int64_t integer();
    int count();  ///< 0 … the largest int
    bool flag() { return integer() != 0; }
    std::uint64_t seed() { return static_cast<std::uint64_t>(integer()); }
    std::string text();
    std::string blob();
    StoreTime time() { return StoreTime(StoreTime::duration(integer())); }
    template <typename Id>
    Id id() {
        return Id{readId()};
    }
    /// The place of the text among the names of an enumeration.
    template <typename Enum, std::size_t N>
    Enum oneOf(const std::array<std::string_view, N>& names) {
        const std::string name = text();
        for (std::size_t i = 0; i < N; ++i)
            if (names[i] == name) return static_cast<Enum>(i);
        damaged();
    }

private:
    StoreStatement& bindId(std::uint64_t number);
    std::uint64_t readId();
    [[noreturn]] void damaged() const;  ///< the column that was read last

    const StoreConnection& m_connection;
    std::unique_ptr<SQLite::Statement> m_statement;
    int m_bound = 0;
    int m_read = 0;
};

}  // namespace kaleido
