#pragma once

#include "app/painting/painting.h"

#include <QObject>
#include <QString>

#include <filesystem>

class QMenu;
class QWidget;

namespace kaleido {

class Document;
class LogTail;
class StudioSettings;

/// What the help menu tells of; all of it outlives the menu.
struct HelpParts {
    const Document& document;
    StudioSettings& settings;
    const ModelInfo& model;
    const LogTail& log;
    std::filesystem::path resources;
    QString libTorch;  ///< its version
};

/// First steps again, a problem report, About.
class HelpActions : public QObject {
    Q_OBJECT

public:
    HelpActions(HelpParts parts, QWidget& window);

    void addTo(QMenu& menu);

private:
    void showFirstSteps();
    void showReport();
    void showAbout();

    HelpParts m_parts;
    QWidget& m_window;
};

}  // namespace kaleido
