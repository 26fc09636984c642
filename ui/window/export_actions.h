#pragma once

#include "app/document/document.h"
#include "app/painting/painting.h"

#include <QObject>

#include <filesystem>
#include <vector>

class QMenu;
class QWidget;

namespace kaleido {

struct ExportOptions;
struct GridExportOptions;
class MessageBar;
class ResultsGrid;
class StudioSettings;

/// What the export actions stand on; all of it outlives them.
struct ExportActionParts {
    Document& document;
    const ResultsGrid& results;
    StudioSettings& settings;
    const ModelInfo& model;
    MessageBar& messages;
    std::filesystem::path commands;  ///< folder for the pictures that copied commands read
};

/// Pictures, grids and commands that leave the program. What they are about is what is selected in the results, else the newest
/// run. GUI thread only.
class ExportActions : public QObject {
    Q_OBJECT

public:
    ExportActions(ExportActionParts parts, QWidget& window);

    void addTo(QMenu& menu);
    void exportPicturesTo(const std::filesystem::path& folder, const ExportOptions& options);
    void exportGridTo(const std::filesystem::path& file, const GridExportOptions& options);

private:
    void askForPictures();
    void askForGrid();
    void copyCommand();
    std::vector<PictureId> chosen() const;
    RunId chosenRun() const;

    ExportActionParts m_parts;
    QWidget& m_window;
};

}  // namespace kaleido
