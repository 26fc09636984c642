#pragma once

#include <QAbstractListModel>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kaleido {

/// What tells the rows of a list apart, whatever else they say.
struct RowKey {
    std::uint64_t kind = 0;
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t third = 0;

    bool operator==(const RowKey&) const = default;
};

struct RowKeyHash {
    std::size_t operator()(const RowKey& key) const noexcept {
        std::uint64_t hash = key.kind;
        for (const std::uint64_t part : {key.first, key.second, key.third})
            hash = (hash ^ part) * 0x9E37'79B9'7F4A'7C15ULL;
        return static_cast<std::size_t>(hash ^ (hash >> 32));
    }
};

/// A list model that goes from one list of rows to the next by the smallest changes, so that what is selected, current or
/// in sight stays so. `Row` is a value with == and a key(), no two with the same.
template <typename Row>
class KeyedRows : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    const std::vector<Row>& rows() const { return m_rows; }
    const Row& at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }
    /// −1 if there is none.
    int rowOf(const RowKey& key) const {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.key() == key; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

protected:
    /// One row becomes another in its place: what was waited for has come.
    void replaceRow(int row, Row by) {
        m_rows.at(static_cast<std::size_t>(row)) = std::move(by);
        rowChanged(row);
    }
    void rowChanged(int row) { Q_EMIT dataChanged(index(row), index(row)); }

    void setRows(std::vector<Row> next) {
        std::unordered_map<RowKey, std::size_t, RowKeyHash> places;
        for (std::size_t i = 0; i < next.size(); ++i) places.emplace(next[i].key(), i);
        removeAllBut(places);
        sortBy(places);
        insertMissing(next);
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (m_rows[i] != next[i]) replaceRow(static_cast<int>(i), std::move(next[i]));
        }
    }
    void resetRows(std::vector<Row> next) {
        beginResetModel();
        m_rows = std::move(next);
        endResetModel();
    }

private:
    using Places = std::unordered_map<RowKey, std::size_t, RowKeyHash>;

    void removeAllBut(const Places& places) {
        for (std::size_t end = m_rows.size(); end > 0;) {
            if (places.contains(m_rows[end - 1].key())) {
                --end;
                continue;
            }
            std::size_t begin = end - 1;
            while (begin > 0 && !places.contains(m_rows[begin - 1].key())) --begin;
            beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                         m_rows.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
            end = begin;
        }
    }

    void sortBy(const Places& places) {
        const auto before = [&](const Row& a, const Row& b) {
            return places.at(a.key()) < places.at(b.key());
        };
        if (std::is_sorted(m_rows.begin(), m_rows.end(), before)) return;
        Q_EMIT layoutAboutToBeChanged();
        const std::vector<Row> former = m_rows;
        std::sort(m_rows.begin(), m_rows.end(), before);
        Places now;
        for (std::size_t i = 0; i < m_rows.size(); ++i) now.emplace(m_rows[i].key(), i);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        for (const QModelIndex& one : from)
            to.append(index(static_cast<int>(now.at(former[static_cast<std::size_t>(one.row())].key()))));
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged();
    }

    /// m_rows is a subsequence of `next` by now.
    void insertMissing(const std::vector<Row>& next) {
        for (std::size_t begin = 0; begin < next.size();) {
            if (begin < m_rows.size() && m_rows[begin].key() == next[begin].key()) {
                ++begin;
                continue;
            }
            std::size_t end = begin + 1;
            while (end < next.size() && (begin == m_rows.size() || next[end].key() != m_rows[begin].key()))
                ++end;
            beginInsertRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                          next.begin() + static_cast<std::ptrdiff_t>(begin),
                          next.begin() + static_cast<std::ptrdiff_t>(end));
            endInsertRows();
            begin = end;
        }
    }

    std::vector<Row> m_rows;
};

}  // namespace kaleido
