#pragma once

#include <QDialog>
#include <QString>

class QLabel;

namespace kaleido::ui {

/// Shows a problem report before anybody else sees it, to be copied or saved. Nothing is sent.
class ReportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReportDialog(const QString& report, QWidget* parent = nullptr);

    void copy();
    /// Whole or not at all; says below the text how it went.
    bool saveTo(const QString& file);

private:
    void askAndSave();

    const QString m_report;
    QLabel* m_note;
};

}  // namespace kaleido::ui
