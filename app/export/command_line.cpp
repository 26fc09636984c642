#include "app/export/command_line.h"

#include "app/painting/output_path.h"
#include "app/painting/picture_records.h"
#include "engine/io/atomic_file.h"
#include "engine/io/folder.h"
#include "engine/io/sha256.h"
#include "engine/plan/kinds.h"
#include "engine/store/project_store.h"

#include <QStringList>

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::size_t kNameDigits = 12;  ///< of the hash

bool isPlain(char c) {
    constexpr std::string_view kOthers = "%+,-./:=@_";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

/// Words of a command line. Options and their values are one word each, so that a value may begin with a dash.
class Words {
public:
    explicit Words(const CommandOptions& options) {
        m_words << shellQuoted(options.program) << QStringLiteral("generate");
    }
    void add(const char* option, std::string_view value) {
        m_words << QLatin1String(option) + QLatin1Char('=') + shellQuoted(value);
    }
    template <typename Number>
    void add(const char* option, Number value) {
        add(option, std::string_view(fmt::format("{}", value)));
    }
    QString line(const CommandOptions& options) {
        if (!options.model.empty()) add("--model", absolute(options.model).string());
        return m_words.join(QLatin1Char(' '));
    }

private:
    QStringList m_words;
};

}  // namespace

QString shellQuoted(std::string_view text) {
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    if (!text.empty() && std::ranges::all_of(text, isPlain)) return whole;
    QString inside = whole;
    inside.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

QString commandFor(const std::filesystem::path& png, const CommandOptions& options) {
    Words words(options);
    words.add("--plan-from", absolute(png).string());
    return words.line(options);
}

QString commandFor(const CaptionSet& set, const CommandOptions& options) {
    const Painting& painting = set.painting;
    Words words(options);
    words.add("--caption", set.caption);
    words.add("--plans", set.plans);
    words.add("--plan-seed", set.planSeed);
    words.add("--pictures", set.pictures);
    words.add("--seed", set.seed);
    words.add("--kinds", formatKinds(painting.kinds));
    words.add("--guidance", painting.guidance);
    words.add("--sampler", painting.sampler);
    words.add("--steps", painting.steps);
    words.add("--precision", precisionName(painting));
    if (painting.eta != 0) words.add("--eta", painting.eta);
    if (painting.rescale != 0) words.add("--rescale", painting.rescale);
    if (!painting.negative.empty()) words.add("--negative", painting.negative);
    if (const CadsSettings& cads = painting.cads; cads.on()) {
        words.add("--cads", cads.scale);
        words.add("--cads-tau", fmt::format("{},{}", cads.tauLow, cads.tauHigh));
        words.add("--cads-mix", cads.mix);
    }
    return words.line(options);
}

Result<std::filesystem::path> keepForCommand(const ProjectStore& store, PictureId picture,
                                             const std::filesystem::path& folder) {
    const auto png = store.pictures().png(picture);
    if (!png) return png.error();
    const auto records = recordsOfPng(*png, "");
    if (!records) return records.error();
    if (auto made = makeFolder(folder); !made) return made.error();
    const std::string ending = "-" + sha256(*png).substr(0, kNameDigits) + ".png";
    const std::filesystem::path path = folder / fileNameFor(records->front().plan.caption, ending);
    std::error_code code;
    if (std::filesystem::exists(path, code)) return path;
    const auto written = writeFileAtomically(path, *png);
    return written ? Result<std::filesystem::path>(path) : written.error();
}

}  // namespace kaleido
