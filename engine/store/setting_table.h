#pragma once

#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kaleido {

class StoreConnection;

/// Settings of the document, such as the current plan: a text for a name, in the app's own form. Part of ProjectStore, and
/// for its thread only. A change is on the disk when its call returns, or has not happened.
class SettingTable {
public:
    explicit SettingTable(StoreConnection& connection) : m_connection(connection) {}

    Result<void> set(std::string_view name, std::string_view value);
    Result<void> remove(std::string_view name);

    Result<std::optional<std::string>> value(std::string_view name) const;
    Result<std::map<std::string, std::string>> all() const;

private:
    StoreConnection& m_connection;
};

}  // namespace kaleido
