#include "app/cli/command.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_path.h"
#include "app/cli/session.h"
#include "app/painting/sheet_file.h"
#include "app/sheet/grid_sheet.h"
#include "app/sheet/scatter.h"
#include "engine/io/json_value.h"

#include <fmt/format.h>

namespace kaleido::cli {
namespace {

constexpr int kPanelSide = 256;
constexpr double kReach = 1.5;  ///< of a panel, from its centre: guided points leave the square of the data

class ToyCommand : public Command {
public:
    explicit ToyCommand(CLI::App& app) {
        app.add_option("--guidance", m_request.guidance, "Guidance weights, one column each")
            ->delimiter(',')
            ->check(numberIn(-1000, 1000))
            ->default_str("1,5,8,25");
        app.add_option("--points", m_request.points, "Points sampled for each weight and condition")
            ->check(CLI::Range(100, 100'000))
            ->capture_default_str();
        app.add_option("--seed", m_request.seed, "Seed of data, network and samples")
            ->check(seedNumber())
            ->capture_default_str();
        app.add_option("--threads", m_threads, "Threads to compute with; 0 = all cores")
            ->check(CLI::Range(0, 1024))
            ->capture_default_str();
        app.add_option("--out", m_out, "The picture")->type_name("FILE.png")->capture_default_str();
        app.add_flag("--json", m_json, "Print the shares as JSON");
        app.footer(
            "Two classes of points in the plane, each with two modes. A network guided by the class alone "
            "falls to one mode\n"
            "of each as the weight grows; where the mode is drawn first, both stay (arXiv 2405.21048, Fig. "
            "3).\n"
            "Examples:\n"
            "  kaleido toy\n"
            "  kaleido toy --guidance 1,2,4,8 --seed 7 --out modes.png");
    }

    Result<void> run() override;

private:
    ToyRequest m_request;
    std::filesystem::path m_out = "toy.png";
    int m_threads = 0;
    bool m_json = false;
};

const char* titleOf(ToyCondition condition) {
    return condition == ToyCondition::Class ? "Guided by the class alone"
                                            : "The mode drawn first, then guided by class and mode";
}

/// "inner 11 % · outer 89 %", the mean of both classes.
std::string sharesText(const ToyReport& report, const ToySamples& samples) {
    std::vector<std::pair<std::string, double>> byName;
    for (std::size_t mode = 0; mode < report.modes.size(); ++mode) {
        const std::string& name = report.modes[mode].name;
        auto known = std::ranges::find(byName, name, &std::pair<std::string, double>::first);
        if (known == byName.end()) known = byName.insert(byName.end(), {name, 0});
        known->second += samples.shares[mode] / 2;
    }
    std::string text;
    for (const auto& [name, share] : byName)
        text += fmt::format("{}{} {:.0f} %", text.empty() ? "" : " · ", name, 100 * share);
    return text;
}

Picture panelOf(const ToyReport& report, const std::vector<ToyPoint>& points) {
    std::vector<sheet::ScatterPoint> dots;
    for (const ToyPoint& point : points)
        dots.push_back({point.x / kReach, point.y / kReach, static_cast<std::size_t>(point.label)});
    std::vector<sheet::ScatterCircle> circles;
    for (const ToyMode& mode : report.modes)
        circles.push_back({mode.x / kReach, mode.y / kReach, 2 * mode.width / kReach,
                           static_cast<std::size_t>(mode.label)});
    return sheet::drawScatter(dots, circles, kPanelSide);
}

sheet::Sheet layoutReport(const ToyReport& report, const ToyRequest& request) {
    const int columns = static_cast<int>(request.guidance.size());
    const auto samplesAt = [&report, columns](const sheet::GridPlace& place) -> const ToySamples& {
        return report.samples[static_cast<std::size_t>(place.row * columns + place.column)];
    };
    sheet::GridContent content;
    content.frame = {
        .title = "Guidance and variety in the plane",
        .subtitle =
            "Two classes (colours) of two equally likely modes each (circles: two standard deviations). "
            "Below each panel: shares of the modes within their class, and how many modes are left. A high "
            "weight "
            "also pushes points beyond their mode, in both rows.",
        .settings = {{"Points", fmt::format("{} a panel", request.points)},
                     {"Seed", fmt::format("{}", request.seed)},
                     {"Sampler", "DPM++ 2M, 40 steps"},
                     {"", "after arXiv 2405.21048, Fig. 3"}}};
    content.rows = 2;
    content.columns = columns;
    content.pictureWidth = content.pictureHeight = kPanelSide;
    content.scale = 1;
    for (const double weight : request.guidance)
        content.columnLabels.push_back(fmt::format("Guidance {}", weight));
    content.rowLabels = {titleOf(ToyCondition::Class), titleOf(ToyCondition::ClassThenMode)};
    content.picture = [&report, samplesAt](const sheet::GridPlace& place) {
        return panelOf(report, samplesAt(place).points);
    };
    content.caption = [&report, samplesAt](const sheet::GridPlace& place) {
        const ToySamples& samples = samplesAt(place);
        return fmt::format("{}\n{:.2f} of 2 modes", sharesText(report, samples), samples.keptModes);
    };
    return sheet::layoutGrid(content);
}

JsonValue reportJson(const ToyReport& report, const std::filesystem::path& file) {
    JsonValue::Array samples;
    for (const ToySamples& one : report.samples) {
        JsonValue::Object shares;
        for (std::size_t mode = 0; mode < report.modes.size(); ++mode)
            shares.emplace_back(
                fmt::format("class {} {}", report.modes[mode].label + 1, report.modes[mode].name),
                one.shares[mode]);
        samples.push_back(JsonValue::Object{
            {"condition", one.condition == ToyCondition::Class ? "class" : "class_then_mode"},
            {"guidance", one.guidance},
            {"shares", std::move(shares)},
            {"kept_modes", one.keptModes},
            {"astray", one.astray}});
    }
    return JsonValue::Object{{"file", file.string()}, {"loss", report.loss}, {"samples", std::move(samples)}};
}

void printTable(const ToyReport& report, const std::filesystem::path& file) {
    fmt::print("{:<28} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "condition", "guidance", "inner", "outer", "modes",
               "astray");
    for (const ToySamples& one : report.samples) {
        fmt::print("{:<28} {:>8} {:>7.1f}% {:>7.1f}% {:>8.2f} {:>7.1f}%\n",
                   one.condition == ToyCondition::Class ? "class alone" : "mode first, class and mode",
                   one.guidance, 50 * (one.shares[0] + one.shares[2]), 50 * (one.shares[1] + one.shares[3]),
                   one.keptModes, 100 * one.astray);
    }
    fmt::print("picture: {}\n", file.string());
}

Result<void> ToyCommand::run() {
    if (auto fine = checkOutput(m_out, ".png", "--out"); !fine) return fine;
    ToyReport report;
    Session session(m_threads);
    const auto ended = session.run(m_request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<ToyDone>(&event.body)) report = done->report;
        return {};
    });
    if (!ended) return ended;
    const std::filesystem::path path = freeOutput(m_out);
    if (auto written = writeSheet(layoutReport(report, m_request), path); !written) return written;
    if (m_json)
        fmt::print("{}\n", writeJson(reportJson(report, path), {.indent = 2}));
    else
        printTable(report, path);
    return {};
}

}  // namespace

void addToyCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand(
        "toy", "Show in the plane why guidance loses variety and how drawing the mode first keeps it");
    commands.emplace_back(command, std::make_unique<ToyCommand>(*command));
}

}  // namespace kaleido::cli
