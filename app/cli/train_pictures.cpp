#include "app/cli/train_pictures.h"

#include "app/cli/output_path.h"
#include "app/painting/sheet_file.h"
#include "app/sheet/grid_sheet.h"
#include "app/sheet/plot_sheet.h"
#include "engine/io/json_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kSmoothing = 0.9;
constexpr std::size_t kFewPoints =
    40;  ///< curves this short are drawn as they are: an average would only lag behind
constexpr int kSampleSide = 128;  ///< pixels of a sample as shown

std::optional<double> numberOf(const JsonValue& value) {
    if (const auto* number = std::get_if<double>(&value.data)) return *number;
    if (const auto* whole = std::get_if<std::int64_t>(&value.data)) return static_cast<double>(*whole);
    return std::nullopt;
}

/// The curves of metrics.jsonl by name, over pictures seen. A last line that was cut off is left out.
std::map<std::string, sheet::Series> readCurves(const fs::path& path) {
    std::map<std::string, sheet::Series> curves;
    std::ifstream file(path);
    for (std::string text; std::getline(file, text);) {
        const auto line = parseJson(text, path.string());
        if (!line || !line->object()) continue;
        const JsonValue* pictures = line->find("pictures");
        const auto x = pictures ? numberOf(*pictures) : std::nullopt;
        if (!x) continue;
        for (const auto& [name, value] : *line->object()) {
            const auto y = numberOf(value);
            if (!y) continue;
            sheet::Series& series = curves[name];
            series.name = name;
            series.x.push_back(*x);
            series.y.push_back(*y);
        }
    }
    return curves;
}

/// "held_out_plan" → "held-out plan".
std::string titleOf(std::string name) {
    if (name.starts_with("held_out")) name[4] = '-';
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

/// The losses themselves; their parts by noise level and scale are for metrics.jsonl's readers.
bool isLoss(const std::string& name) {
    return name == "paint" || name == "plan" || name == "reconstruction" || name == "commitment" ||
           name == "held_out_plan" || name == "held_out_reconstruction";
}

bool isMeasure(const std::string& name) {
    return name.starts_with("held_out_x0");
}

Result<void> drawPlot(const std::map<std::string, sheet::Series>& curves, bool (*wanted)(const std::string&),
                      sheet::PlotContent content, const fs::path& path) {
    for (const auto& [name, series] : curves) {
        if (!wanted(name)) continue;
        content.series.push_back(series);
        content.series.back().name = titleOf(name);
        // What is measured on the same pictures each time has no noise to be smoothed away.
        const bool noisy = !name.starts_with("held_out") && series.x.size() > kFewPoints;
        content.series.back().smoothing = noisy ? kSmoothing : 0;
    }
    if (content.series.empty()) return {};
    return writeSheet(sheet::layoutPlot(content), path);
}

}  // namespace

Result<void> drawCurves(const fs::path& stageFolder, const std::string& stage, const std::string& run) {
    const auto curves = readCurves(stageFolder / "metrics.jsonl");
    sheet::PlotContent content{
        .frame = {.title = "Losses of stage " + stage, .subtitle = "Run " + run, .settings = {}},
        .xTitle = "pictures seen",
        .yTitle = "loss",
        .logY = true};
    if (auto drawn = drawPlot(curves, isLoss, content, stageFolder / "losses.png"); !drawn) return drawn;
    content.frame.title = "Errors on held-out pictures, stage " + stage;
    content.yTitle = "squared error of the estimated picture";
    return drawPlot(curves, isMeasure, content, stageFolder / "held_out.png");
}

Result<void> drawSamples(const fs::path& stageFolder, const std::string& stage, const TrainSamples& samples) {
    if (samples.pictures.empty()) return {};
    const Picture& first = samples.pictures.front();
    const int count = static_cast<int>(samples.pictures.size());
    sheet::GridContent content;
    content.frame = {.title = "Samples of stage " + stage,
                     .subtitle = fmt::format(
                         "After step {}{}", samples.step,
                         stage == "vq" ? ": held-out pictures, each with what its codes give back" : ""),
                     .settings = {}};
    content.columns = std::min(count, 8);
    content.rows = (count + content.columns - 1) / content.columns;
    content.pictureWidth = first.width;
    content.pictureHeight = first.height;
    content.scale = std::clamp(kSampleSide / std::max(first.width, 1), 1, 16);
    const auto indexOf = [columns = content.columns](const sheet::GridPlace& place) {
        return static_cast<std::size_t>(place.row * columns + place.column);
    };
    content.picture = [&](const sheet::GridPlace& place) {
        const std::size_t i = indexOf(place);
        return i < samples.pictures.size() ? samples.pictures[i] : Picture();
    };
    if (!samples.captions.empty()) {
        content.caption = [&](const sheet::GridPlace& place) {
            const std::size_t i = indexOf(place);
            return i < samples.captions.size() ? samples.captions[i] : std::string();
        };
    }
    const fs::path path = freePath(stageFolder / fmt::format("samples-{:07}.png", samples.step));
    return writeSheet(sheet::layoutGrid(content), path);
}

}  // namespace kaleido::cli
