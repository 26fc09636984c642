#pragma once

#include <QByteArray>
#include <QStringList>
#include <QTemporaryDir>

#include <cstdint>

namespace kaleido::test {

/// How a run of the program ended.
struct CliRun {
    int code = -1;  ///< exit code; -1 = it crashed or could not be started
    QByteArray out;
    QByteArray err;
};

struct CliSetting {
    QStringList environment{};       ///< further variables, "LC_ALL=de_DE.UTF-8"
    std::uint64_t addressSpace = 0;  ///< RLIMIT_AS in bytes; 0 = none
    QByteArray interruptAfter{};     ///< sends SIGINT once stderr holds this; empty = never
    QByteArray againAfter{};         ///< and then once more when stderr holds this
};

/// The program `kaleido` in an empty folder of its own, where relative paths lead.
class CliProgram {
public:
    /// `arguments` as in a shell, "generate -c \"a cat\""; the word MODEL stands for the tiny model's folder.
    CliRun run(const QString& arguments, const CliSetting& setting = {}) const;
    /// By way of a shell script, for arguments that are no text.
    CliRun runBytes(const QByteArray& arguments) const;

    /// The tiny model's folder, written on first use.
    QString model() const;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    bool exists(const QString& name) const;
    QByteArray read(const QString& name) const;
    void write(const QString& name, const QByteArray& bytes) const;
    /// What is in the folder, the model aside.
    QStringList files() const;

private:
    QTemporaryDir m_folder;
};

}  // namespace kaleido::test
