#pragma once

#include "app/document/document.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "engine/base/error.h"

#include <QMainWindow>

#include <cstddef>
#include <filesystem>
#include <optional>

namespace kaleido {

class Canvas;
class CanvasPictures;
class CaptionBar;
class ExportActions;
class HelpActions;
class Inspector;
class ItemSelection;
class KnownWords;
class LogTail;
class MessageBar;
class PictureDrop;
class PlanTray;
class ProjectActions;
class ReferencePicture;
class ResultsGrid;
class StudioSettings;

namespace ui {
class Theme;
}

/// What the window stands on; all of it outlives the window.
struct MainWindowParts {
    Document& document;
    EngineBridge& bridge;
    PlanController& plans;
    PaintController& paints;
    ItemSelection& selection;  ///< of the current plan
    StudioSettings& settings;
    ui::Theme& theme;
    const ModelInfo& model;
    const KnownWords& words;
    const LogTail& log;
    std::filesystem::path unsaved;   ///< folder of documents without a name
    std::filesystem::path commands;  ///< folder for the pictures that copied commands read
    std::filesystem::path resources;
    QString libTorch = {};  ///< its version; empty if there is none
};

/// The main window with its Plan workspace: caption bar on top, plans at the left, the canvas in the middle, items at the right,
/// pictures below. It puts the panels together and connects them; what they do is theirs. GUI thread only.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const MainWindowParts& parts);
    ~MainWindow() override;

    /// Goes on with what a crash has cut off. Then one of three: says why the project that was asked for is not this one, offers
    /// what a crash has left, or makes a first grid of this caption in an empty project.
    void begin(const QString& firstCaption, const std::optional<Error>& fault = {});

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPanels();
    void buildMenus();
    QWidget* buildCentre();
    void buildDock(const QString& name, const QString& title, QWidget* panel, Qt::DockWidgetArea area);
    void connectPanels();
    void restoreLayout();
    void showTitle();
    void followPlan();
    void goOn();
    void showCaption();
    void followWork();
    void tellUnkept();
    void plan(const QString& caption);
    void generate(const QString& caption);

    MainWindowParts m_parts;
    Error m_lastFailure;          ///< that the document has told
    std::size_t m_waitedFor = 0;  ///< plans and pictures
    CaptionBar* m_caption = nullptr;
    MessageBar* m_messages = nullptr;
    Canvas* m_canvas = nullptr;
    CanvasPictures* m_pictures = nullptr;
    PlanTray* m_tray = nullptr;
    Inspector* m_inspector = nullptr;
    ResultsGrid* m_results = nullptr;
    ProjectActions* m_project = nullptr;
    PictureDrop* m_drop = nullptr;
    ReferencePicture* m_reference = nullptr;
    ExportActions* m_export = nullptr;
    HelpActions* m_help = nullptr;
};

}  // namespace kaleido
