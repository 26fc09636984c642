#include "engine/train/ema.h"

#include <QTest>

#include <torch/types.h>

using namespace kaleido;

class TestEma : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAsACopyAndWarmsUp();
    void neverForgetsFasterThanItsLimit();
    void swapExchangesAndGivesBack();
};

void TestEma::startsAsACopyAndWarmsUp() {
    torch::Tensor p = torch::zeros({2});
    Ema ema({{"p", p}}, 0.999);
    p.fill_(1.0);
    ema.update(0);  // decay (1+0)/(10+0) = 0.1
    QVERIFY(torch::allclose(ema.averages()[0].second, torch::full({2}, 0.9)));
    ema.update(8);  // decay 9/18 = 0.5
    QVERIFY(torch::allclose(ema.averages()[0].second, torch::full({2}, 0.95)));
}

void TestEma::neverForgetsFasterThanItsLimit() {
    torch::Tensor p = torch::zeros({1});
    Ema ema({{"p", p}}, 0.99);
    p.fill_(1.0);
    ema.update(1'000'000);
    QVERIFY(torch::allclose(ema.averages()[0].second, torch::full({1}, 0.01)));
}

void TestEma::swapExchangesAndGivesBack() {
    torch::Tensor p = torch::zeros({1});
    Ema ema({{"p", p}}, 0.5);
    p.fill_(2.0);
    {
        const Ema::Swap swap(ema);
        QCOMPARE(p.item<float>(), 0.0F);
    }
    QCOMPARE(p.item<float>(), 2.0F);
    QCOMPARE(ema.averages()[0].second.item<float>(), 0.0F);
}

QTEST_APPLESS_MAIN(TestEma)
#include "tst_ema.moc"
