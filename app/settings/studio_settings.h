#pragma once

#include "app/settings/theme_choice.h"
#include "app/sheet/picture_image.h"
#include "engine/io/png_metadata.h"

#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariant>

#include <filesystem>
#include <optional>

namespace kaleido {

/// What the program remembers of its user from one start to the next, whatever project is open. Kept in one file, which is
/// handed in; main() chooses the user's own. Every change is told by changed() and written soon after, at the latest when
/// this is destroyed. A value that is missing, damaged or out of its range is the default. GUI thread only.
class StudioSettings : public QObject {
    Q_OBJECT

public:
    explicit StudioSettings(const std::filesystem::path& file, QObject* parent = nullptr);

    // ---- The window

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// As QMainWindow::saveGeometry() and saveState() give them; empty at first.
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    QByteArray windowState() const;
    void setWindowState(const QByteArray& state);
    /// The first steps have been shown and are not to come again.
    bool coachDismissed() const;
    void setCoachDismissed(bool dismissed);

    // ---- Captions

    /// The oldest first, as CaptionHistory keeps them.
    QStringList captions() const;
    void setCaptions(const QStringList& captions);

    // ---- Planning and painting

    int planCount() const;
    void setPlanCount(int count);
    int pictureCount() const;  ///< of each plan
    void setPictureCount(int count);
    /// Absent: the model's.
    std::optional<double> guidance() const;
    void setGuidance(std::optional<double> guidance);

    // ---- Showing and exporting

    bool snapping() const;
    void setSnapping(bool snapping);
    sheet::Filter displayFilter() const;
    void setDisplayFilter(sheet::Filter filter);
    MetadataChoice exportMetadata() const;
    void setExportMetadata(MetadataChoice choice);

Q_SIGNALS:
    void changed();

private:
    QVariant get(const char* key) const;
    int number(const char* key, int low, int high, int otherwise) const;
    bool flag(const char* key, bool otherwise) const;
    void set(const char* key, const QVariant& value);

    QSettings m_file;
};

}  // namespace kaleido
