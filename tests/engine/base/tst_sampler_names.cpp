#include "engine/base/sampler.h"

#include <QtTest>

using namespace kaleido;

class TestSamplerNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNameIsRead() {
        for (const SamplerName& known : kSamplers) {
            const auto read = parseSampler(known.name);
            QVERIFY(read.ok());
            QVERIFY(*read == known.kind);
        }
    }

    void titlesAreThoseThatViewersKnow() {
        QCOMPARE(samplerTitle("dpmpp_2m"), std::string("DPM++ 2M"));
        QCOMPARE(samplerTitle("euler"), std::string("euler"));
        QCOMPARE(samplerNames().size(), kSamplers.size());
        QCOMPARE(samplerNames().front(), std::string("dpmpp_2m"));
    }

    void anUnknownNameIsToldTheOthers() {
        const auto unknown = parseSampler("euler");
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, Code::Usage);
        QCOMPARE(unknown.error().message,
                 std::string("unknown sampler \"euler\"; choose dpmpp_2m, dpmpp_3m, unipc, ddim or ddpm"));
    }
};

QTEST_APPLESS_MAIN(TestSamplerNames)
#include "tst_sampler_names.moc"
