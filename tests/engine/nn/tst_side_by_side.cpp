#include "engine/nn/side_by_side.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include <stdexcept>
#include <vector>

using namespace kaleido;

class TestSideBySide : public QObject {
    Q_OBJECT

    int m_threads = 0;

private Q_SLOTS:
    void init() {
        m_threads = torch::get_num_threads();
        torch::set_num_threads(2);
    }
    void cleanup() { torch::set_num_threads(m_threads); }

    void everyOneIsDoneOnceOnOneThreadAlone() {
        std::vector<int> done(5), threads(5);
        sideBySide(5, [&](std::size_t i) {
            ++done[i];
            threads[i] = torch::get_num_threads();
        });
        QCOMPARE(done, std::vector<int>(5, 1));
        QCOMPARE(threads, std::vector<int>(5, 1));
        QCOMPARE(torch::get_num_threads(), 2);
    }

    void theModesAreThoseOfTheCaller() {
        for (const bool gradients : {false, true}) {
            const at::AutoGradMode mode(gradients);
            std::vector<int> seen(4);
            sideBySide(4, [&](std::size_t i) { seen[i] = at::GradMode::is_enabled(); });
            QCOMPARE(seen, std::vector<int>(4, gradients));
        }
    }

    void whatOneThrowsIsThrown() {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, sideBySide(4, [](std::size_t i) {
                                     if (i == 3) throw std::runtime_error("the last one");
                                 }));
        QCOMPARE(torch::get_num_threads(), 2);
    }
};

QTEST_APPLESS_MAIN(TestSideBySide)
#include "tst_side_by_side.moc"
