#include "app/settings/studio_settings.h"

#include "app/settings/run_limits.h"

#include <array>
#include <cmath>

namespace kaleido {
namespace {

constexpr auto kTheme = "window/theme";
constexpr auto kGeometry = "window/geometry";
constexpr auto kState = "window/state";
constexpr auto kCoach = "window/coach_dismissed";
constexpr auto kCaptions = "captions/history";
constexpr auto kPlans = "painting/plans";
constexpr auto kPictures = "painting/pictures";
constexpr auto kGuidance = "painting/guidance";
constexpr auto kSnapping = "canvas/snapping";
constexpr auto kFilter = "pictures/filter";
constexpr auto kMetadata = "export/metadata";

/// The words of a choice as the file has them; the first is the default.
template <typename T>
struct Word {
    T value;
    const char* word;
};
constexpr std::array<Word<ThemeChoice>, 3> kThemes{
    {{ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}}};
constexpr std::array<Word<sheet::Filter>, 2> kFilters{
    {{sheet::Filter::Lanczos, "lanczos"}, {sheet::Filter::Nearest, "nearest"}}};
constexpr std::array<Word<MetadataChoice>, 3> kChoices{
    {{MetadataChoice::Full, "full"}, {MetadataChoice::Settings, "settings"}, {MetadataChoice::None, "none"}}};

template <typename T, std::size_t N>
T valueOf(const QString& text, const std::array<Word<T>, N>& words) {
    for (const Word<T>& word : words) {
        if (text == QLatin1String(word.word)) return word.value;
    }
    return words.front().value;
}

template <typename T, std::size_t N>
QString wordOf(T value, const std::array<Word<T>, N>& words) {
    for (const Word<T>& word : words) {
        if (value == word.value) return QString::fromLatin1(word.word);
    }
    return {};
}

}  // namespace

StudioSettings::StudioSettings(const std::filesystem::path& file, QObject* parent)
    : QObject(parent), m_file(QString::fromStdString(file.string()), QSettings::IniFormat) {}

QVariant StudioSettings::get(const char* key) const {
    return m_file.value(QLatin1String(key));
}

int StudioSettings::number(const char* key, int low, int high, int otherwise) const {
    bool fine = false;
    const int value = get(key).toInt(&fine);
    return fine && value >= low && value <= high ? value : otherwise;
}

bool StudioSettings::flag(const char* key, bool otherwise) const {
    const QString text = get(key).toString();
    if (text == QLatin1String("true")) return true;
    return text == QLatin1String("false") ? false : otherwise;
}

void StudioSettings::set(const char* key, const QVariant& value) {
    if (get(key) == value) return;
    m_file.setValue(QLatin1String(key), value);
    Q_EMIT changed();
}

ThemeChoice StudioSettings::theme() const {
    return valueOf(get(kTheme).toString(), kThemes);
}

void StudioSettings::setTheme(ThemeChoice theme) {
    set(kTheme, wordOf(theme, kThemes));
}

QByteArray StudioSettings::windowGeometry() const {
    return get(kGeometry).toByteArray();
}

void StudioSettings::setWindowGeometry(const QByteArray& geometry) {
    set(kGeometry, geometry);
}

QByteArray StudioSettings::windowState() const {
    return get(kState).toByteArray();
}

void StudioSettings::setWindowState(const QByteArray& state) {
    set(kState, state);
}

bool StudioSettings::coachDismissed() const {
    return flag(kCoach, false);
}

void StudioSettings::setCoachDismissed(bool dismissed) {
    set(kCoach, dismissed);
}

QStringList StudioSettings::captions() const {
    QStringList captions = get(kCaptions).toStringList();
    captions.removeAll(QString());
    return captions;
}

void StudioSettings::setCaptions(const QStringList& captions) {
    set(kCaptions, captions);
}

int StudioSettings::planCount() const {
    return number(kPlans, 1, kMaxPlans, 8);
}

void StudioSettings::setPlanCount(int count) {
    set(kPlans, count);
}

int StudioSettings::pictureCount() const {
    return number(kPictures, 1, kMaxPictures, 2);
}

void StudioSettings::setPictureCount(int count) {
    set(kPictures, count);
}

std::optional<double> StudioSettings::guidance() const {
    bool fine = false;
    const double value = get(kGuidance).toDouble(&fine);
    if (!fine || !(std::abs(value) <= kMaxGuidance)) return std::nullopt;
    return value;
}

void StudioSettings::setGuidance(std::optional<double> guidance) {
    set(kGuidance, guidance ? QVariant(*guidance) : QVariant(QString()));
}

bool StudioSettings::snapping() const {
    return flag(kSnapping, true);
}

void StudioSettings::setSnapping(bool snapping) {
    set(kSnapping, snapping);
}

sheet::Filter StudioSettings::displayFilter() const {
    return valueOf(get(kFilter).toString(), kFilters);
}

void StudioSettings::setDisplayFilter(sheet::Filter filter) {
    set(kFilter, wordOf(filter, kFilters));
}

MetadataChoice StudioSettings::exportMetadata() const {
    return valueOf(get(kMetadata).toString(), kChoices);
}

void StudioSettings::setExportMetadata(MetadataChoice choice) {
    set(kMetadata, wordOf(choice, kChoices));
}

}  // namespace kaleido
