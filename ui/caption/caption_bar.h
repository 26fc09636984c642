#pragma once

#include "app/studio/caption_history.h"
#include "app/studio/known_words.h"
#include "engine/base/cancel.h"

#include <QWidget>

class QAction;
class QMenu;
class QPushButton;
class QToolButton;

namespace kaleido {

class CaptionEdit;
class Document;
class PaintController;
class PlanController;
class QuietText;
class StopAction;

/// What the caption bar shows and changes.
struct CaptionBarParts {
    const Document& document;  ///< tells where typing ends
    PlanController& plans;
    PaintController& paints;
    ModelWords words{};
    CaptionHistory history{};
    QStringList examples{};
};

/// The bar at the top of the window: the caption, words that are not known, what is made of it and how much of that, and what
/// it is made with. Starts nothing itself. GUI thread only.
class CaptionBar : public QWidget {
    Q_OBJECT

public:
    explicit CaptionBar(CaptionBarParts parts, QWidget* parent = nullptr);

    QString caption() const;
    void setCaption(const QString& caption);
    /// Whether anything is being made that could be stopped.
    void setBusy(bool busy);

    // ---- Read-outs
    void setModel(const QString& title);
    void setDevice(const QString& device);
    void setMemory(const QString& memory);

    // ---- For the window's menus and the user's own keys
    QAction& planAction() { return *m_plan; }
    QAction& generateAction() { return *m_generate; }
    QAction& stopAction();

Q_SIGNALS:
    void planRequested(const QString& caption);
    void generateRequested(const QString& caption);
    void stopRequested(kaleido::StopWhen when);

private:
    void makeActions();
    void layOut();
    QWidget* makeReadOuts();
    void showNotice();
    void showSeeds();
    void showNegative();
    void fillExamples();

    CaptionBarParts m_parts;
    CaptionEdit *m_caption, *m_negative;
    QToolButton *m_disclosure, *m_examples;
    QuietText *m_notice, *m_negativeNotice;
    QuietText *m_model, *m_device, *m_memory;
    QAction *m_plan, *m_generate;
    StopAction* m_stop;
};

}  // namespace kaleido
