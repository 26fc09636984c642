#pragma once

#include "ui/start/licences.h"

#include <QDialog>

namespace kaleido::ui {

/// What the program is, and the licences of all that it is made of.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    /// `version`: "Kaleido Studio 0.1.0".
    AboutDialog(const QString& version, const std::vector<Licence>& licences, QWidget* parent = nullptr);
};

}  // namespace kaleido::ui
