#include "app/studio/caption_history.h"

#include <QTest>

using namespace kaleido;

namespace {

QString text(int number) {
    return QStringLiteral("caption %1").arg(number);
}

}  // namespace

class TestCaptionHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachCaptionIsKeptOnceWhereItWasUsedLast() {
        QStringList kept;
        CaptionHistory history({text(1), text(2)}, [&](const QStringList& all) { kept = all; });
        history.add(QStringLiteral("  caption 1 \n"));
        QCOMPARE(kept, QStringList({text(2), text(1)}));
        kept.clear();
        history.add(QStringLiteral(" "));
        QVERIFY(kept.isEmpty());
        QCOMPARE(history.captions(), QStringList({text(2), text(1)}));
    }

    void theOldestGiveWay() {
        CaptionHistory history;
        for (int i = 0; i < CaptionHistory::kMost + 3; ++i) history.add(text(i));
        QCOMPARE(history.captions().size(), qsizetype{CaptionHistory::kMost});
        QCOMPARE(history.captions().front(), text(3));
    }

    void walkingBackAndForthKeepsWhatWasBeingWritten() {
        CaptionHistory history({text(1), text(2)});
        QVERIFY(!history.newer(QStringLiteral("draft")));
        QCOMPARE(history.older(QStringLiteral("draft")), std::optional(text(2)));
        QCOMPARE(history.older(text(2)), std::optional(text(1)));
        QVERIFY(!history.older(text(1)));
        QCOMPARE(history.newer(text(1)), std::optional(text(2)));
        QCOMPARE(history.newer(text(2)), std::optional(QStringLiteral("draft")));
        QVERIFY(!history.newer(QStringLiteral("draft")));
    }

    void anEditedCaptionBecomesTheDraft() {
        CaptionHistory history({text(1), text(2)});
        history.older(QString());
        QCOMPARE(history.older(QStringLiteral("edited")), std::optional(text(1)));
        history.newer(text(1));
        QCOMPARE(history.newer(text(2)), std::optional(QStringLiteral("edited")));
    }

    void theFirstStepPassesWhatWasJustUsed() {
        CaptionHistory history({text(1)});
        history.add(text(2));
        QCOMPARE(history.older(text(2)), std::optional(text(1)));
    }
};

QTEST_GUILESS_MAIN(TestCaptionHistory)
#include "tst_caption_history.moc"
