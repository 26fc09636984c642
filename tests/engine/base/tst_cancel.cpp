#include "engine/base/cancel.h"

#include <QtTest>

#include <thread>

using namespace kaleido;

class CancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTokenOfItsOwnNeverStops() {
        const CancelToken token;
        token.checkpoint();
        QVERIFY(!token.stopRequested(StopWhen::AfterPicture));
    }

    void stopNowThrowsAtTheNextCheckpoint() {
        StopSource source;
        const CancelToken token = source.token();
        token.checkpoint();
        source.requestStop(StopWhen::Now);
        QVERIFY_THROWS_EXCEPTION(Cancelled, token.checkpoint());
        QVERIFY(token.stopRequested(StopWhen::AfterPicture));
    }

    void stopAfterThePictureLetsThePictureFinish() {
        StopSource source;
        source.requestStop(StopWhen::AfterPicture);
        const CancelToken token = source.token();
        token.checkpoint();
        QVERIFY(token.stopRequested(StopWhen::AfterPicture));
        QVERIFY(!token.stopRequested(StopWhen::Now));
    }

    void aLaterRequestOnlyMakesItSooner() {
        StopSource source;
        source.requestStop(StopWhen::Now);
        source.requestStop(StopWhen::AfterPicture);
        QVERIFY(source.token().stopRequested(StopWhen::Now));
    }

    void sourcesDoNotStopEachOther() {
        StopSource first, second;
        first.requestStop(StopWhen::Now);
        QVERIFY(!second.token().stopRequested(StopWhen::AfterPicture));
    }

    void aRequestFromAnotherThreadArrives() {
        StopSource source;
        const CancelToken token = source.token();
        std::thread([&] { source.requestStop(StopWhen::Now); }).join();
        QVERIFY_THROWS_EXCEPTION(Cancelled, token.checkpoint());
    }
};

QTEST_APPLESS_MAIN(CancelTest)
#include "tst_cancel.moc"
