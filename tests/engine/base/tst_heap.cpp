#include "engine/base/heap.h"
#include "engine/base/machine.h"
#include "tests/support/sanitized.h"

#include <QtTest>

#include <sys/resource.h>

#include <cstddef>
#include <cstring>
#include <memory>

using namespace kaleido;

namespace {

constexpr std::size_t kBlock = std::size_t{24} << 20;

/// memset(), in a way that the compiler cannot see that nobody reads what it has filled.
void* (*const volatile fill)(void*, int, std::size_t) = &std::memset;

/// Page faults of taking, filling and freeing a large block a few times.
long faultsOfBlocks() {
    const auto faults = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_minflt;
    };
    const long before = faults();
    for (int i = 0; i < 8; ++i) {
        const auto block = std::make_unique_for_overwrite<char[]>(kBlock);
        fill(block.get(), i, kBlock);
    }
    return faults() - before;
}

}  // namespace

class TestHeap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
#if defined(KALEIDO_SANITIZED)
        QSKIP("the sanitizer has a heap of its own");
#endif
    }

    void freedBlocksAreUsedAgainWithoutTheKernel() {
        keepFreedMemory();
        faultsOfBlocks();
        const long again = faultsOfBlocks();
        QVERIFY2(again < 100, qPrintable(QString::number(again)));  // one block has 6,000 pages
    }

    void freedMemoryGoesBackWhenAsked() {
        keepFreedMemory();
        faultsOfBlocks();
        const std::uint64_t kept = memoryFacts().resident;
        returnFreedMemory();
        QVERIFY(memoryFacts().resident + kBlock / 2 < kept);
    }
};

QTEST_APPLESS_MAIN(TestHeap)
#include "tst_heap.moc"
