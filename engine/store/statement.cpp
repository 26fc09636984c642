#include "engine/store/statement.h"

#include "engine/base/utf8.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <fmt/format.h>

#include <limits>
#include <stdexcept>

namespace kaleido {
namespace {

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (!nextCharacter(text, at)) return false;
    return true;
}

}  // namespace

StoreStatement::StoreStatement(const StoreConnection& connection, std::string_view sql)
    : m_connection(connection),
      m_statement(std::make_unique<SQLite::Statement>(connection.database(), std::string(sql))) {}

StoreStatement::~StoreStatement() = default;

StoreStatement& StoreStatement::bind(std::int64_t number) {
    m_statement->bind(++m_bound, number);
    return *this;
}

StoreStatement& StoreStatement::bindSeed(std::uint64_t seed) {
    return bind(static_cast<std::int64_t>(seed));
}

StoreStatement& StoreStatement::bindText(std::string_view text) {
    // Refused here, since a table that only grows would keep for ever what cannot be read.
    if (!isUtf8(text)) throw std::invalid_argument("a text for the project is not UTF-8");
    m_statement->bind(++m_bound, std::string(text));
    return *this;
}

StoreStatement& StoreStatement::bindBlob(std::string_view bytes) {
    m_statement->bindNoCopy(++m_bound, bytes.data(), static_cast<int>(bytes.size()));
    return *this;
}

StoreStatement& StoreStatement::bindId(std::uint64_t number) {
    if (number != 0) return bind(static_cast<std::int64_t>(number));
    m_statement->bind(++m_bound);  // NULL
    return *this;
}

bool StoreStatement::next() {
    m_read = 0;
    return m_statement->executeStep();
}

std::int64_t StoreStatement::run() {
    return m_statement->exec();
}

std::uint64_t StoreStatement::added() {
    run();
    return static_cast<std::uint64_t>(m_connection.database().getLastInsertRowid());
}

void StoreStatement::reset() {
    m_statement->reset();
    m_bound = 0;
}

std::int64_t StoreStatement::integer() {
    return m_statement->getColumn(m_read++).getInt64();
}

int StoreStatement::count() {
    const std::int64_t number = integer();
    if (number < 0 || number > std::numeric_limits<int>::max()) damaged();
    return static_cast<int>(number);
}

std::string StoreStatement::text() {
    std::string text = m_statement->getColumn(m_read++).getString();
    if (!isUtf8(text)) damaged();
    return text;
}

std::string StoreStatement::blob() {
    return m_statement->getColumn(m_read++).getString();
}

std::uint64_t StoreStatement::readId() {
    const std::int64_t number = integer();
    if (number < 0) damaged();
    return static_cast<std::uint64_t>(number);
}

void StoreStatement::damaged() const {
    throw DamagedValue{fmt::format("column {}", m_statement->getColumnName(m_read - 1))};
}

}  // namespace kaleido
