#pragma once

#include "tests/support/sample_project.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace kaleido::test {

namespace fs = std::filesystem;

inline std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeBytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

inline std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

/// A folder of its own for each test function, empty at its start.
class ScratchFolder {
public:
    fs::path fresh() const {
        const fs::path folder = fs::path(m_directory.path().toStdString()) / QTest::currentTestFunction();
        fs::remove_all(folder);
        fs::create_directories(folder);
        return folder;
    }

private:
    QTemporaryDir m_directory;
};

/// A project that is made anew for each test function.
class ScratchProject {
public:
    void make() {
        m_store.reset();
        m_store = ProjectStore::create(m_scratch.fresh() / "project.kaleido", steadyOptions()).value();
    }
    /// `between` gets the path of the closed file.
    void reopen(const std::function<void(const fs::path&)>& between = {}) {
        const fs::path path = m_store->path();
        QVERIFY(m_store->close().ok());
        if (between) between(path);
        m_store = ProjectStore::open(path).value();
    }
    ProjectStore& operator*() { return *m_store; }
    ProjectStore* operator->() { return &*m_store; }

private:
    ScratchFolder m_scratch;
    std::optional<ProjectStore> m_store;
};

/// Runs `work` in another process and returns its result (0 … 99), or −1 if it crashed.
template <typename Work>
int inChild(Work work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Another process, which tells by a byte each time that it has finished something. It is killed at the end at the latest.
class ReportingChild {
public:
    /// `work` gets what reports.
    template <typename Work>
    explicit ReportingChild(Work work) {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        m_process = ::fork();
        if (m_process == 0) {
            ::close(ends[0]);
            work([&] { return ::write(ends[1], ".", 1) == 1; });
            ::_exit(0);
        }
        ::close(ends[1]);
        m_reports = ends[0];
    }
    ReportingChild(const ReportingChild&) = delete;
    ReportingChild& operator=(const ReportingChild&) = delete;
    ~ReportingChild() {
        kill();
        ::close(m_reports);
    }

    pid_t process() const { return m_process; }
    /// Waits for one more report; false if there will be none.
    bool report() {
        char dot = 0;
        const bool there = ::read(m_reports, &dot, 1) == 1;
        m_count += there ? 1 : 0;
        return there;
    }
    /// Kills it, and returns how many reports it has made in all.
    int kill() {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            ::waitpid(m_process, nullptr, 0);
            m_process = -1;
            while (report()) {
            }
        }
        return m_count;
    }

private:
    pid_t m_process = -1;
    int m_reports = -1;
    int m_count = 0;
};

}  // namespace kaleido::test
