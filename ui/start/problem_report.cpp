#include "ui/start/problem_report.h"

#include "engine/base/machine.h"
#include "ui/start/licences.h"

#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>

#include <algorithm>

namespace kaleido::ui {
namespace {

QString megabytes(std::uint64_t bytes) {
    return QStringLiteral("%1 MB").arg(bytes / 1'000'000);
}

/// The report is for others to read, so it is in English whatever the language of the window.
class Lines {
public:
    void head(const char* title) { m_lines << QString() << QLatin1String(title); }
    void add(const char* name, const QString& value) {
        if (!value.isEmpty())
            m_lines << QLatin1String("  ") + QLatin1String(name) + QLatin1String(": ") + value;
    }
    void addRaw(const QString& line) { m_lines << QLatin1String("  ") + line; }
    QString text() const { return m_lines.join(QLatin1Char('\n')) + QLatin1Char('\n'); }

private:
    QStringList m_lines{QStringLiteral("Kaleido Studio problem report")};
};

void addMachine(Lines& lines) {
    const CpuFacts cpu = cpuFacts();
    const MemoryFacts memory = memoryFacts();
    lines.head("Machine");
    lines.add("system", QSysInfo::prettyProductName() + QStringLiteral(", ") + QSysInfo::kernelType() +
                            QLatin1Char(' ') + QSysInfo::kernelVersion() + QStringLiteral(", ") +
                            QSysInfo::currentCpuArchitecture());
    lines.add("processor", QStringLiteral("%1, %2, %3 cores")
                               .arg(QString::fromStdString(cpu.model), QString::fromStdString(cpu.isa))
                               .arg(cpu.cores));
    lines.add("memory",
              QStringLiteral("%1, %2 available").arg(megabytes(memory.total), megabytes(memory.available)));
    if (memory.cgroupLimit) lines.add("memory limit", megabytes(*memory.cgroupLimit));
    lines.add(
        "this program",
        QStringLiteral("%1, at most %2").arg(megabytes(memory.resident), megabytes(memory.peakResident)));
    lines.add("platform", QGuiApplication::platformName());
    for (const QScreen* screen : QGuiApplication::screens()) {
        lines.add("screen", QStringLiteral("%1 × %2 at %3 %")
                                .arg(screen->size().width())
                                .arg(screen->size().height())
                                .arg(qRound(100 * screen->devicePixelRatio())));
    }
    lines.add("language", QLocale().name());
}

/// Without captions and the user's name. Captions are told normalised as well, so letter case does not matter.
QString discreet(QString line, const QStringList& captions) {
    for (const QString& caption : captions)
        line.replace(caption, QStringLiteral("(caption)"), Qt::CaseInsensitive);
    return line.replace(QDir::homePath(), QStringLiteral("~"));
}

}  // namespace

QString problemReport(const ReportFacts& facts) {
    Lines lines;
    lines.add("made", QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    lines.add("version", facts.version);
    lines.add("model", facts.model);
    addMachine(lines);
    lines.head("Libraries");
    for (const Library& library : usedLibraries(facts.libTorch)) {
        if (!library.version.isEmpty()) lines.addRaw(library.name + QLatin1Char(' ') + library.version);
    }
    QStringList captions;
    for (const QString& caption : facts.captions) {
        if (const QString text = caption.trimmed(); !text.isEmpty()) captions << text;
    }
    // A caption within a longer one must not spoil it.
    std::ranges::sort(captions, std::ranges::greater(),
                      [](const QString& caption) { return caption.size(); });
    lines.head("Log");
    if (facts.log.isEmpty()) lines.addRaw(QStringLiteral("(empty)"));
    for (const QString& line : facts.log) lines.addRaw(discreet(line, captions));
    return lines.text();
}

}  // namespace kaleido::ui
