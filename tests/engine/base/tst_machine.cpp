#include "engine/base/machine.h"
#include "tests/support/sanitized.h"

#include <QtTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaleido;

class MachineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factsOfTheProcessorAreThere() {
        const CpuFacts facts = cpuFacts();
        QVERIFY(facts.cores >= 1);
        QVERIFY(!facts.isa.empty());
    }

    void bf16IsOffWhereOneDnnMayNotUseIt() {
        qputenv("ONEDNN_MAX_CPU_ISA", "AVX2");
        const bool fast = cpuFacts().fastBfloat16;
        qunsetenv("ONEDNN_MAX_CPU_ISA");
        QVERIFY(!fast);
    }

    void theProcessHasBeenRunningForAShortWhile() {
        const double before = processSeconds();
        QVERIFY(before >= 0 && before < 3600);
        QVERIFY(processSeconds() >= before);
    }

    void memoryFactsFitTogether() {
        const MemoryFacts facts = memoryFacts();
        QVERIFY(facts.total > 0);
        QVERIFY(facts.available > 0 && facts.available <= facts.total);
        QVERIFY(facts.resident > 0 && facts.resident <= facts.total);
        QVERIFY(facts.peakResident >= facts.resident);
    }

    void anAddressSpaceLimitLeavesLess() {
#if defined(KALEIDO_SANITIZED)
        QSKIP("the sanitizer itself needs more address space than this test leaves");
#endif
        const pid_t child = fork();
        if (child == 0) {
            constexpr rlim_t kLimit = 1ULL << 30;
            const rlimit limit{kLimit, kLimit};
            const bool set = setrlimit(RLIMIT_AS, &limit) == 0;
            _exit(set && memoryFacts().available < kLimit ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }
};

QTEST_APPLESS_MAIN(MachineTest)
#include "tst_machine.moc"
