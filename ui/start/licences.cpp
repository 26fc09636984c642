#include "ui/start/licences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStringList>

namespace kaleido::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Licences)
};

QString textOf(const QString& folder, const QString& name) {
    QFile file(QDir(folder).filePath(name));
    if (file.open(QIODevice::ReadOnly)) return QString::fromUtf8(file.readAll()).trimmed();
    return Text::tr("The file %1 is missing.").arg(QDir::toNativeSeparators(file.fileName()));
}

QString textOf(const std::vector<Library>& libraries) {
    QStringList lines;
    for (const Library& library : libraries) {
        const QString name =
            library.version.isEmpty() ? library.name : library.name + QLatin1Char(' ') + library.version;
        lines << name + QStringLiteral(": ") + library.licence;
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

std::vector<Licence> licences(const LicenceSources& sources) {
    std::vector<Licence> all;
    if (!sources.project.isEmpty()) all.push_back({Text::tr("Program"), sources.project});
    if (!sources.modelLicence.isEmpty()) {
        all.push_back(
            {Text::tr("Model"), sources.modelTitle + QStringLiteral("\n\n") + sources.modelLicence});
    }
    all.push_back({Text::tr("Artwork"), textOf(sources.resources, QStringLiteral("sprites/LICENSES.txt"))});
    all.push_back({Text::tr("Font"), textOf(sources.resources, QStringLiteral("fonts/OFL.txt"))});
    all.push_back({Text::tr("Libraries"), textOf(usedLibraries(sources.libTorch))});
    return all;
}

std::vector<Library> usedLibraries(const QString& libTorch) {
    const QString bsd = QStringLiteral("BSD 3-Clause");
    const QString apache = QStringLiteral("Apache 2.0");
    const QString mit = QStringLiteral("MIT");
    return {{QStringLiteral("Qt"), QString::fromLatin1(qVersion()), QStringLiteral("LGPL 3")},
            {QStringLiteral("LibTorch"), libTorch, bsd},
            {QStringLiteral("OpenCV"), {}, apache},
            {QStringLiteral("SentencePiece"), {}, apache},
            {QStringLiteral("SQLite"), {}, QStringLiteral("public domain")},
            {QStringLiteral("SQLiteC++"), {}, mit},
            {QStringLiteral("JSON for Modern C++"), {}, mit},
            {QStringLiteral("{fmt}"), {}, mit},
            {QStringLiteral("ICU"), {}, QStringLiteral("Unicode License")},
            {QStringLiteral("OpenSSL"), {}, apache},
            {QStringLiteral("zlib"), {}, QStringLiteral("zlib License")},
            {QStringLiteral("libwebp"), {}, bsd},
            {QStringLiteral("gperftools (tcmalloc)"), {}, bsd}};
}

}  // namespace kaleido::ui
