#include "app/cli/command.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_path.h"
#include "app/cli/session.h"
#include "app/cli/world_folder.h"
#include "app/painting/sheet_file.h"
#include "app/sheet/world_sheet.h"
#include "engine/io/plan_json.h"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

namespace kaleido::cli {
namespace {

constexpr std::size_t kMostOnSheet = 64;

class WorldCommand : public Command {
public:
    explicit WorldCommand(CLI::App& app) {
        app.add_option("--count,-n", m_request.count, "Scenes")
            ->check(CLI::Range(1, 10'000'000))
            ->capture_default_str();
        app.add_option("--seed", m_request.seed, "Seed; scene i of a seed is always the same")
            ->check(seedNumber())
            ->capture_default_str();
        app.add_option("--size", m_request.size, "Side of the pictures in pixels")
            ->check(CLI::Range(16, 512))
            ->capture_default_str();
        app.add_option("--split", m_request.split,
                       "train, held_out, or composition (pairs of things that training never shows together)")
            ->check(CLI::IsMember({"train", "held_out", "composition"}))
            ->capture_default_str();
        app.add_option("--sheet", m_sheet, "Draw the first 64 with captions and items into this file")
            ->type_name("FILE.png");
        app.add_option("--folder", m_folder,
                       "Write pictures and data.jsonl into this new folder, to train on")
            ->type_name("FOLDER");
        app.add_flag("--json", m_json, "Print seeds and plans as JSON lines");
        app.footer(
            "Examples:\n"
            "  kaleido world --count 12 --sheet world.png\n"
            "  kaleido world --count 20000 --seed 5 --folder data\n"
            "  kaleido world --split composition --count 4 --json");
    }

    Result<void> run() override;

private:
    Result<void> prepare();
    Result<void> keep(const SceneDone& scene);
    Result<void> writeSheetFile() const;

    WorldRequest m_request;
    std::filesystem::path m_sheet, m_folder;
    bool m_json = false;
    std::optional<WorldFolder> m_data;
    std::vector<sheet::SceneCard> m_cards;
    std::size_t m_kept = 0;
};

Result<void> WorldCommand::prepare() {
    m_request.resources = homeFolder() / "resources";
    if (auto fine = checkOutput(m_sheet, ".png", "--sheet"); !fine) return fine;
    if (m_folder.empty()) return {};
    auto data = WorldFolder::create(m_folder);
    if (!data) return data.error();
    m_data.emplace(*std::move(data));
    return {};
}

Result<void> WorldCommand::run() {
    if (auto ready = prepare(); !ready) return ready;
    Session session(0);
    const auto ended = session.run(m_request, [this](const Event& event) -> Result<void> {
        const auto* scene = std::get_if<SceneDone>(&event.body);
        return scene ? keep(*scene) : Result<void>();
    });
    if (!ended && ended.error().code != Code::Cancelled) return ended;
    if (m_data) {
        if (auto written = m_data->finish(); !written) return written;
        if (!m_json) fmt::print("folder: {}\n", m_folder.string());
    }
    if (auto written = writeSheetFile(); !written) return written;
    if (ended) return ended;
    return Error{Code::Cancelled, fmt::format("stopped; kept {} finished scenes", m_kept), "", ""};
}

Result<void> WorldCommand::keep(const SceneDone& scene) {
    ++m_kept;
    if (m_data) {
        if (auto added = m_data->add(scene.picture, scene.plan); !added) return added;
    }
    if (!m_sheet.empty() && m_cards.size() < kMostOnSheet) m_cards.push_back({scene.picture, scene.plan});
    if (m_json) {
        fmt::print("{}\n",
                   writeJson(JsonValue::Object{{"seed", scene.seed}, {"plan", planToValue(scene.plan)}}));
    } else if (m_sheet.empty() && m_folder.empty()) {
        fmt::print("{}\n", scene.plan.caption);
    }
    return {};
}

Result<void> WorldCommand::writeSheetFile() const {
    if (m_sheet.empty() || m_cards.empty()) return {};
    sheet::WorldSheetContent content{
        .frame = {.title = "The emoji world",
                  .subtitle =
                      fmt::format("{} scenes with their captions, descriptions and items", m_cards.size()),
                  .settings = {{"Seed", fmt::format("{}", m_request.seed)},
                               {"Size", fmt::format("{0} × {0}", m_request.size)},
                               {"Split", m_request.split}}},
        .cards = m_cards,
        .scale = std::clamp(256 / m_request.size, 1, 16)};
    const std::filesystem::path path = freeOutput(m_sheet);
    if (auto written = writeSheet(sheet::layoutWorld(content), path); !written) return written;
    if (!m_json) fmt::print("sheet: {}\n", path.string());
    return {};
}

}  // namespace

void addWorldCommand(CLI::App& app, Commands& commands) {
    CLI::App* command =
        app.add_subcommand("world", "Render scenes of the emoji world that models are trained on");
    commands.emplace_back(command, std::make_unique<WorldCommand>(*command));
}

}  // namespace kaleido::cli
