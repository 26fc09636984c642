#include "app/log/log_tail.h"

#include <QTest>

#include <thread>

using namespace kaleido;

class TestLogTail : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lastLinesAreKeptAndHandedOn() {
        LogTail tail(2);
        std::vector<std::string> seen;
        const LogSink sink = tail.sink([&](LogLevel, std::string_view text) { seen.emplace_back(text); });
        sink(LogLevel::Info, "one");
        sink(LogLevel::Warning, "two");
        sink(LogLevel::Error, "three");
        QCOMPARE(tail.lines(), std::vector<std::string>({"warning: two", "error: three"}));
        QCOMPARE(seen.size(), 3U);
    }

    void longLinesAreCut() {
        LogTail tail;
        tail.sink()(LogLevel::Debug, std::string(1'000'000, 'x'));
        QVERIFY(tail.lines().front().size() < 1100);
    }

    void threadsMayLogAtOnce() {
        LogTail tail(1000);
        const LogSink sink = tail.sink();
        const auto log = [&] {
            for (int i = 0; i < 200; ++i) sink(LogLevel::Info, std::to_string(i));
        };
        std::thread other(log);
        log();
        other.join();
        QCOMPARE(tail.lines().size(), 400U);
    }
};

QTEST_APPLESS_MAIN(TestLogTail)
#include "tst_log_tail.moc"
