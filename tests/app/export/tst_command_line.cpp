#include "app/export/command_line.h"
#include "tests/app/export/export_fixture.h"
#include "tests/support/comma_locale.h"

#include <QProcess>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// The words that a shell makes of a command line.
QList<QByteArray> wordsOf(const QString& line) {
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("for word in ") + line +
                                           QStringLiteral("; do printf '%s\\0' \"$word\"; done")});
    shell.waitForFinished();
    QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
    words.removeLast();
    return words;
}

}  // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shellReadsWhatWasQuoted_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"plain", "", "two words", "it's", "'", "a \"b\" $HOME `ls` \\ ! * ? ~ # & ; | < > ( )",
              "line\nbreak\ttab", "-n", "猫 🐱", "~", "a=b"}) {
            QTest::addRow("%s", text) << QByteArray(text);
        }
    }

    void shellReadsWhatWasQuoted() {
        QFETCH(QByteArray, text);
        QCOMPARE(wordsOf(shellQuoted(text.toStdString())), QList<QByteArray>{text});
    }

    void pictureBringsItsSettings() {
        const QString line =
            commandFor(std::filesystem::path("/tmp/my pictures/cat's.png"), {.model = "/models/emoji"});
        QCOMPARE(wordsOf(line),
                 QList<QByteArray>({"kaleido", "generate", "--plan-from=/tmp/my pictures/cat's.png",
                                    "--model=/models/emoji"}));
    }

    void relativePathsAreMadeWhole() {
        const QList<QByteArray> words = wordsOf(commandFor(std::filesystem::path("-x.png")));
        QVERIFY(words.last().startsWith("--plan-from=/"));
        QVERIFY(words.last().endsWith("/-x.png"));
    }

    void captionTellsAllSettings() {
        const CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma");
        CaptionSet set{.caption = "-a cat, \"sat\"",
                       .plans = 4,
                       .planSeed = 77,
                       .painting = {},
                       .pictures = 3,
                       .seed = 11};
        set.painting.sampler = "ddim";
        set.painting.eta = 0.5;
        set.painting.steps = 12;
        set.painting.guidance = 7.5;
        set.painting.rescale = 0.25;
        set.painting.negative = "rain";
        set.painting.cads.scale = 0.25;
        const QList<QByteArray> words = wordsOf(commandFor(set));
        for (const char* word : {"--caption=-a cat, \"sat\"", "--plans=4", "--plan-seed=77", "--pictures=3",
                                 "--seed=11", "--kinds=all", "--guidance=7.5", "--sampler=ddim", "--steps=12",
                                 "--precision=float32", "--eta=0.5", "--rescale=0.25", "--negative=rain",
                                 "--cads=0.25", "--cads-tau=0.6,0.9", "--cads-mix=1"}) {
            QVERIFY2(words.contains(QByteArray(word)), word);
        }
    }

    void pictureIsKeptOnce() {
        PaintedProject project;
        const auto folder = project.folder() / "for" / "commands";
        const auto first = keepForCommand(project.store(), project.pictures[1], folder).value();
        QCOMPARE(bytesOf(first), project.store().pictures().png(project.pictures[1]).value());
        QCOMPARE(keepForCommand(project.store(), project.pictures[1], folder).value(), first);
        QVERIFY(keepForCommand(project.store(), project.pictures[2], folder).value() != first);
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
