#include "app/cli/command.h"
#include "app/cli/comparison_grid.h"
#include "app/cli/interrupt.h"
#include "app/cli/output_path.h"
#include "app/cli/session.h"
#include "app/compare/comparison_folder.h"

#include <fmt/format.h>

#include <cstdio>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

class MergeCommand : public Command {
public:
    explicit MergeCommand(CLI::App& app) {
        app.add_option("folders", m_folders,
                       "The first gets the pictures that it has not got from the others")
            ->type_name("FOLDER …")
            ->required();
        m_grid.addTo(app);
        app.add_flag("--partial", m_partial, "Leave blank panes where pictures are missing");
        app.footer(
            "Joins the shards of a comparison, and composes its grid; with one folder, composes it anew.\n"
            "Examples:\n"
            "  kaleido merge part-1 part-2 part-3 --out whole.png\n"
            "  kaleido merge a-cat-compared --swap --scale 3 --out turned.png");
    }

    Result<void> run() override;

private:
    std::vector<fs::path> m_folders;
    ComparisonGrid m_grid;
    bool m_partial = false;
};

Result<std::vector<ComparisonFolder>> openAll(const std::vector<fs::path>& paths) {
    std::vector<ComparisonFolder> folders;
    for (const fs::path& path : paths) {
        auto folder = ComparisonFolder::open(path);
        if (!folder) return folder.error();
        if (!folders.empty() && !sameCells(folder->comparison(), folders.front().comparison())) {
            return Error{
                Code::BadInput,
                fmt::format("is another comparison than that of {} (other settings, precision or plans)",
                            folders.front().path().string()),
                path.string(), ""};
        }
        folders.push_back(*std::move(folder));
    }
    return folders;
}

/// Looks for the picture in all folders and leaves it in the first.
Result<bool> gather(const std::vector<ComparisonFolder>& folders, const PictureRecord& record) {
    for (const ComparisonFolder& folder : folders) {
        auto picture = folder.pictures().picture(record);
        if (!picture) {
            fmt::print(stderr, "note: {}; it is left out\n", describe(picture.error()));
            continue;
        }
        if (!*picture) continue;
        if (&folder == &folders.front()) return true;
        if (auto kept = folders.front().pictures().take(folder.pictures(), record); !kept)
            return kept.error();
        return true;
    }
    return false;
}

Result<void> MergeCommand::run() {
    auto folders = openAll(m_folders);
    if (!folders) return folders.error();
    const Comparison& comparison = folders->front().comparison();
    if (auto fine = m_grid.check(comparison); !fine) return fine;
    std::int64_t missing = 0;
    for (const sheet::GridPlace& place : placesOf(comparison)) {
        if (auto going = checkInterrupt("stopped; what was gathered so far is kept"); !going) return going;
        auto there = gather(*folders, recordAt(comparison, place));
        if (!there) return there.error();
        if (!*there) ++missing;
    }
    if (missing > 0) {
        const std::string message =
            fmt::format("{} of {} pictures are missing", missing, costOf(comparison).pictures);
        if (!m_partial) {
            return Error{
                Code::BadInput,
                message + "; run the shards that are missing, or compose what is there with --partial",
                m_folders.front().string(), ""};
        }
        fmt::print(stderr, "note: {}\n", message);
    }
    Session session(0);
    auto written = m_grid.write(session, folders->front(),
                                m_grid.file(fileNameFor(comparison.common.plan.caption, "-compared.png")));
    if (!written) return written.error();
    fmt::print("grid: {}\n", written->file.string());
    return {};
}

}  // namespace

void addMergeCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("merge", "Join the shards of a comparison into one grid");
    commands.emplace_back(command, std::make_unique<MergeCommand>(*command));
}

}  // namespace kaleido::cli
