#pragma once

#include "app/export/exported_pictures.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace kaleido {

class StudioSettings;

/// How pictures leave the program: their size, how they are enlarged, what their files tell. Remembers the choice.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `side`: of the pictures, pixels.
    ExportDialog(const QString& title, int side, StudioSettings& settings, QWidget* parent = nullptr);

    int scale() const;
    sheet::Filter filter() const;
    MetadataOptions metadata() const;

    void accept() override;

private:
    void showSize();

    const int m_side;
    StudioSettings& m_settings;
    QSpinBox* m_scale;
    QComboBox *m_filter, *m_metadata;
};

}  // namespace kaleido
