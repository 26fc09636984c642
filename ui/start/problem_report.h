#pragma once

#include <QString>
#include <QStringList>

namespace kaleido::ui {

struct ReportFacts {
    QString version = {};   ///< "Kaleido Studio 0.1.0"
    QString libTorch = {};  ///< its version
    QString model = {};     ///< its id and hash
    QStringList log = {};   ///< last lines, the oldest first
    QStringList captions =
        {};  ///< that the user has typed: they are taken out of the log wherever they stand
};

/// Version, machine, libraries and last log lines as plain text for whoever looks into a problem. It holds no captions, and
/// the user's folder is written "~".
QString problemReport(const ReportFacts& facts);

}  // namespace kaleido::ui
