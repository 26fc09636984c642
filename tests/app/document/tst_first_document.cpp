#include "app/document/first_document.h"

#include "tests/support/open_document.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestFirstDocument : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.path().toStdString() + '/' + name; }

private Q_SLOTS:
    void withoutAProjectItHasNoName();
    void theProjectThatWasAskedForIsOpened();
    void oneThatCannotBeOpenedIsToldAndLeftAlone();
    void nothingIsMadeWhereNothingCanBe();
};

void TestFirstDocument::withoutAProjectItHasNoName() {
    const auto first = openFirst({}, path("unsaved"));
    QVERIFY(first.ok());
    QVERIFY(!first->fault);
    QCOMPARE(first->document->store().path().parent_path(), std::filesystem::canonical(path("unsaved")));
}

void TestFirstDocument::theProjectThatWasAskedForIsOpened() {
    {
        OpenDocument document;
        document->addPlan(catPlan(), Origin::Sampled);
        QVERIFY(document->store().saveCopy(path("cat.kaleido")).ok());
    }
    const auto first = openFirst(path("cat.kaleido"), path("none"));
    QVERIFY(first.ok());
    QVERIFY(!first->fault);
    QCOMPARE(first->document->plans().size(), std::size_t(1));
    QVERIFY(!std::filesystem::exists(path("none")));
}

void TestFirstDocument::oneThatCannotBeOpenedIsToldAndLeftAlone() {
    QFile file(QString::fromStdString(path("text.kaleido").string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("a cat sat on the mat");
    file.flush();
    const auto first = openFirst(path("text.kaleido"), path("unsaved"));
    QVERIFY(first.ok());
    QCOMPARE(first->fault->code, Code::BadInput);
    QCOMPARE(first->fault->path, std::filesystem::canonical(path("text.kaleido")).string());
    QVERIFY(first->document->plans().empty());
    QVERIFY(!first->document->readOnly());
    file.seek(0);
    QCOMPARE(file.readAll(), QByteArray("a cat sat on the mat"));
}

void TestFirstDocument::nothingIsMadeWhereNothingCanBe() {
    QFile file(QString::fromStdString(path("file").string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!openFirst(path("missing.kaleido"), path("file") / "unsaved").ok());
}

QTEST_GUILESS_MAIN(TestFirstDocument)
#include "tst_first_document.moc"
