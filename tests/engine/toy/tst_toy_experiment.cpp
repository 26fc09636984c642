#include "engine/toy/toy_experiment.h"

#include "engine/toy/toy_world.h"

#include <QTest>

#include <cmath>
#include <memory>

using namespace kaleido;

/// A network trained for less than half of the program's time tells the same story as the program's.
class TestToyExperiment : public QObject {
    Q_OBJECT

    static ToyOptions options() {
        return {.seed = 4, .trainingSteps = 2500, .batch = 256, .points = 1000, .samplingSteps = 25};
    }
    std::unique_ptr<ToyExperiment> m_experiment;

private Q_SLOTS:
    void initTestCase() {
        m_experiment = std::make_unique<ToyExperiment>(options());
        const double first = m_experiment->train(100);
        m_experiment->train(2300);
        QVERIFY(m_experiment->train(100) < 0.7 * first);
    }

    void withoutGuidanceBothConditionsKeepBothModes() {
        for (const ToyCondition condition : {ToyCondition::Class, ToyCondition::ClassThenMode}) {
            const ToySamples samples = m_experiment->sample(condition, 1);
            QVERIFY2(samples.keptModes > 1.9, qPrintable(QString::number(samples.keptModes)));
            QVERIFY2(samples.astray < 0.1, qPrintable(QString::number(samples.astray)));
        }
    }

    void guidedByTheClassAloneOneModeRemains() {
        double kept = 2;
        for (const double guidance : {3.0, 8.0, 25.0}) {
            const ToySamples samples = m_experiment->sample(ToyCondition::Class, guidance);
            QVERIFY2(samples.keptModes < kept, qPrintable(QString::number(samples.keptModes)));
            kept = samples.keptModes;
        }
        QVERIFY2(kept < 1.3, qPrintable(QString::number(kept)));
    }

    void theModeDrawnFirstKeepsBoth() {
        for (const double guidance : {3.0, 8.0, 25.0}) {
            const ToySamples samples = m_experiment->sample(ToyCondition::ClassThenMode, guidance);
            QVERIFY2(samples.keptModes > 1.95, qPrintable(QString::number(samples.keptModes)));
        }
    }

    void theSameSeedGivesTheSamePoints() {
        QCOMPARE(m_experiment->sample(ToyCondition::ClassThenMode, 5),
                 m_experiment->sample(ToyCondition::ClassThenMode, 5));
        ToyExperiment again(options());
        again.train(50);
        ToyExperiment twin(options());
        twin.train(50);
        QCOMPARE(twin.sample(ToyCondition::Class, 2), again.sample(ToyCondition::Class, 2));
    }

    void sharesAndKeptModesAreThoseOfThePoints() {
        const auto& modes = toyModes();
        ToySamples samples;
        const auto add = [&](int label, int mode, int count) {
            const ToyMode& at = modes[static_cast<std::size_t>(mode)];
            for (int i = 0; i < count; ++i) samples.points.push_back({label, mode, at.x, at.y});
        };
        add(0, 0, 3);
        add(0, 1, 1);
        add(1, 3, 2);
        add(1, 0, 2);  // of class 1, but landed in the other class
        samples.points.back().x = 5;
        measure(samples);
        QCOMPARE(samples.shares, (std::vector<double>{0.75, 0.25, 0, 0.5}));
        const double ofFirst = std::exp(-(0.75 * std::log(0.75) + 0.25 * std::log(0.25)));
        QVERIFY(std::abs(samples.keptModes - (ofFirst + 1) / 2) < 1e-12);
        QCOMPARE(samples.astray, 1.0 / 8);
    }
};

QTEST_APPLESS_MAIN(TestToyExperiment)
#include "tst_toy_experiment.moc"
