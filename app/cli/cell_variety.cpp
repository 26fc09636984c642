#include "app/cli/cell_variety.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/session.h"

namespace kaleido::cli {
namespace {

constexpr std::size_t kMostPictures = 4096;  ///< in memory at once

/// Some cells' pictures on their way to the engine, and where the answers belong.
class CellSets {
public:
    CellSets(Session& session, std::vector<std::optional<double>>& variety)
        : m_session(session), m_variety(variety) {}

    Result<void> add(std::size_t cell, std::vector<Picture> set) {
        if (set.size() < 2) return {};
        m_pictures += set.size();
        m_cells.push_back(cell);
        m_sets.push_back(std::move(set));
        return m_pictures < kMostPictures ? Result<void>() : measure();
    }

    Result<void> measure() {
        if (m_cells.empty()) return {};
        MeasureSetsRequest request{.judges = judgesFile(),
                                   .resources = homeFolder() / "resources",
                                   .sets = std::exchange(m_sets, {})};
        m_pictures = 0;
        const std::vector<std::size_t> cells = std::exchange(m_cells, {});
        return m_session.run(std::move(request), [&](const Event& event) -> Result<void> {
            const auto* done = std::get_if<SetsMeasured>(&event.body);
            for (std::size_t i = 0; done && i < cells.size(); ++i) m_variety[cells[i]] = done->sets[i].vendi;
            return {};
        });
    }

private:
    Session& m_session;
    std::vector<std::optional<double>>& m_variety;
    std::vector<std::size_t> m_cells;
    std::vector<std::vector<Picture>> m_sets;
    std::size_t m_pictures = 0;
};

}  // namespace

Result<std::vector<std::optional<double>>> varietyOfCells(Session& session, const ComparisonFolder& folder,
                                                          const Comparison& comparison) {
    std::vector<std::optional<double>> variety(static_cast<std::size_t>(comparison.rowCount()) *
                                               static_cast<std::size_t>(comparison.columnCount()));
    CellSets sets(session, variety);
    std::vector<Picture> set;
    int index = 0;
    for (const sheet::GridPlace& place : placesOf(comparison)) {
        if (auto going = checkInterrupt("stopped; no variety is measured, all pictures are kept"); !going)
            return going.error();
        if (const auto picture = folder.pictures().picture(recordAt(comparison, place)); picture && *picture)
            set.push_back(**picture);
        if (++index % comparison.setSize != 0) continue;
        const auto cell = static_cast<std::size_t>(place.row * comparison.columnCount() + place.column);
        if (auto added = sets.add(cell, std::exchange(set, {})); !added) return added.error();
    }
    if (auto measured = sets.measure(); !measured) return measured.error();
    return variety;
}

}  // namespace kaleido::cli
