#include "tests/app/cli/cli_program.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

#include <sys/resource.h>
#include <csignal>

namespace kaleido::test {
namespace {

constexpr int kPatience = 120'000;  ///< milliseconds; only ever reached by a program that hangs

QString modelName() {
    return QStringLiteral("tiny-model");
}

CliRun resultOf(QProcess& process, const QByteArray& err) {
    CliRun run;
    if (process.exitStatus() == QProcess::NormalExit) run.code = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = err + process.readAllStandardError();
    return run;
}

void limitAddressSpace(QProcess& process, std::uint64_t bytes) {
    if (bytes == 0) return;
    process.setChildProcessModifier([bytes] {
        const rlimit limit{bytes, bytes};
        setrlimit(RLIMIT_AS, &limit);
    });
}

}  // namespace

CliRun CliProgram::run(const QString& arguments, const CliSetting& setting) const {
    QStringList words = QProcess::splitCommand(arguments);
    for (QString& word : words) {
        if (word == QLatin1String("MODEL")) word = model();
    }
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KALEIDO_RUNS"), path(QStringLiteral("runs")));
    // The work is too small for threads, and theirs would only wait for one another on a busy machine.
    environment.insert(QStringLiteral("OMP_NUM_THREADS"), QStringLiteral("1"));
    for (const QString& variable : setting.environment) {
        const auto equals = variable.indexOf(QLatin1Char('='));
        environment.insert(variable.left(equals), variable.mid(equals + 1));
    }
    process.setProcessEnvironment(environment);
    limitAddressSpace(process, setting.addressSpace);
    process.start(QString::fromUtf8(KALEIDO_PROGRAM), words);
    QByteArray err;
    process.setReadChannel(QProcess::StandardError);
    for (const QByteArray& awaited : {setting.interruptAfter, setting.againAfter}) {
        if (awaited.isEmpty()) continue;
        while (!err.contains(awaited) && process.waitForReadyRead(kPatience))
            err += process.readAllStandardError();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    }
    if (process.waitForFinished(kPatience) || process.state() == QProcess::NotRunning)
        return resultOf(process, err);
    process.kill();
    process.waitForFinished();
    return {};
}

CliRun CliProgram::runBytes(const QByteArray& arguments) const {
    const QString script = QStringLiteral("command.sh");
    write(script, QByteArray("exec " KALEIDO_PROGRAM " ") + arguments);
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral("sh"), {script});
    process.waitForFinished(kPatience);
    QFile::remove(path(script));
    return resultOf(process, {});
}

QString CliProgram::model() const {
    const QString folder = path(modelName());
    if (!QDir(folder).exists()) QProcess::execute(QString::fromUtf8(KALEIDO_TINY_MODEL_PROGRAM), {folder});
    return folder;
}

bool CliProgram::exists(const QString& name) const {
    return QFile::exists(path(name));
}

QByteArray CliProgram::read(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CliProgram::write(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("a file of the test cannot be written");
}

QStringList CliProgram::files() const {
    QStringList names =
        QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    names.removeAll(modelName());
    return names;
}

}  // namespace kaleido::test
