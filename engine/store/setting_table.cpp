#include "engine/store/setting_table.h"

#include "engine/store/connection.h"
#include "engine/store/statement.h"

namespace kaleido {

Result<void> SettingTable::set(std::string_view name, std::string_view value) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement(m_connection,
                       "INSERT INTO settings (name, value) VALUES (?, ?) "
                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bindText(name)
            .bindText(value)
            .run();
        return {};
    });
}

Result<void> SettingTable::remove(std::string_view name) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement(m_connection, "DELETE FROM settings WHERE name = ?").bindText(name).run();
        return {};
    });
}

Result<std::optional<std::string>> SettingTable::value(std::string_view name) const {
    return m_connection.read([&]() -> Result<std::optional<std::string>> {
        StoreStatement query(m_connection, "SELECT value FROM settings WHERE name = ?");
        query.bindText(name);
        return query.next() ? std::optional(query.text()) : std::nullopt;
    });
}

Result<std::map<std::string, std::string>> SettingTable::all() const {
    return m_connection.read([&]() -> Result<std::map<std::string, std::string>> {
        std::map<std::string, std::string> settings;
        StoreStatement query(m_connection, "SELECT name, value FROM settings");
        while (query.next()) {
            std::string name = query.text();
            settings.emplace(std::move(name), query.text());
        }
        return settings;
    });
}

}  // namespace kaleido
