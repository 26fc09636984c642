#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <array>
#include <clocale>
#include <cstdlib>
#include <string>

namespace kaleido::test {

/// The process in a locale that writes a decimal comma, as long as this object lives. Takes an installed one, or
/// compiles German with localedef into a folder of its own (Debian's package locales). Not active() if neither is
/// there; the test is then to be skipped.
class CommaLocale {
public:
    CommaLocale() : m_before(std::setlocale(LC_ALL, nullptr)) {
        m_active = takeInstalled() || takeCompiled();
    }
    ~CommaLocale() {
        std::setlocale(LC_ALL, m_before.c_str());
        ::unsetenv("LOCPATH");
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;

    bool active() const { return m_active; }

private:
    static bool takeInstalled() {
        for (const char* name : std::array{"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8"}) {
            if (std::setlocale(LC_ALL, name)) return std::localeconv()->decimal_point == std::string(",");
        }
        return false;
    }

    bool takeCompiled() {
        const QString target = m_folder.filePath(QStringLiteral("de_DE.UTF-8"));
        const QStringList arguments = {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"),
                                       QStringLiteral("UTF-8"), target};
        if (QProcess::execute(QStringLiteral("localedef"), arguments) != 0) return false;
        ::setenv("LOCPATH", m_folder.path().toLocal8Bit().constData(), 1);
        return takeInstalled();
    }

    std::string m_before;
    QTemporaryDir m_folder;
    bool m_active = false;
};

}  // namespace kaleido::test
