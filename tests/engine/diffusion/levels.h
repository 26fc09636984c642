#pragma once

#include <QTest>

namespace kaleido {

/// Rows of test data: steps from signal power γ to a higher one, from almost pure noise to the clean picture.
inline void addLevels() {
    QTest::addColumn<double>("gamma");
    QTest::addColumn<double>("gammaNext");
    QTest::newRow("start") << 2.4e-9 << 0.004;
    QTest::newRow("dark") << 0.05 << 0.2;
    QTest::newRow("middle") << 0.4 << 0.6;
    QTest::newRow("light") << 0.95 << 0.999;
    QTest::newRow("end") << 0.9996 << 1.0;
}

}  // namespace kaleido
