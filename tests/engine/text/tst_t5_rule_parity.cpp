#include "engine/text/t5_rule.h"
#include "tests/support/source_tree.h"

#include <QtTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace kaleido;

namespace {

QString parityFile(const QString& name) {
    return qEnvironmentVariable("KALEIDO_PARITY_DIR",
                                QString::fromStdString(test::dataFile("parity").string())) +
           u'/' + name;
}

std::vector<int> integers(const QJsonValue& array) {
    std::vector<int> values;
    for (const auto& value : array.toArray()) values.push_back(value.toInt(-1));
    return values;
}

}  // namespace

/// Ids that mlx-data's tokenizer, driven as the public MDM code does, gave for a small vocabulary.
class TestT5RuleParity : public QObject {
    Q_OBJECT

    QJsonObject m_fixture;
    T5Rule m_rule;

    std::vector<int> prompt(const QString& text, const T5Limits& limits = {}) const {
        const std::vector<std::string> prompts{text.toStdString()};
        return m_rule.prompts(prompts, limits).at(0);
    }

private Q_SLOTS:
    void initTestCase() {
        QFile file(parityFile(QStringLiteral("tokenizer.json")));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        m_fixture = QJsonDocument::fromJson(file.readAll()).object();
        const Result<T5Rule> rule = T5Rule::open(parityFile(QStringLiteral("mini.vocab")).toStdString());
        QVERIFY2(rule.ok(), rule.ok() ? "" : describe(rule.error()).c_str());
        m_rule = *rule;
        QVERIFY(m_fixture[u"vectors"].toArray().size() >= 50);
    }

    void promptsGiveTheStoredIds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QJsonValue>("ids");
        int row = 0;
        for (const auto& vector : m_fixture[u"vectors"].toArray())
            QTest::addRow("%d: %s", row++, qPrintable(vector[u"text"].toString()))
                << vector[u"text"].toString() << vector[u"ids"];
    }
    void promptsGiveTheStoredIds() {
        QFETCH(const QString, text);
        QFETCH(const QJsonValue, ids);
        QCOMPARE(prompt(text), integers(ids));
    }

    void listsArePaddedToTheirLongest() {
        const QJsonObject pair = m_fixture[u"pair"].toObject();
        std::vector<std::string> prompts;
        for (const auto& text : pair[u"texts"].toArray()) prompts.push_back(text.toString().toStdString());
        QCOMPARE(prompts.size(), std::size_t{2});
        const std::vector<std::vector<int>> rows = m_rule.prompts(prompts);
        QCOMPARE(rows.size(), prompts.size());
        for (int i = 0; i < 2; ++i)
            QCOMPARE(rows[static_cast<std::size_t>(i)], integers(pair[u"ids"].toArray()[i]));
    }

    void longPromptsAreCut() {
        const QJsonObject tokens = m_fixture[u"cut_tokens"].toObject();
        QCOMPARE(prompt(tokens[u"text"].toString(), {.maxTokenLength = tokens[u"max_token_length"].toInt()}),
                 integers(tokens[u"ids"]));
        const QJsonObject caption = m_fixture[u"cut_caption"].toObject();
        QCOMPARE(
            prompt(caption[u"text"].toString(), {.maxCaptionLength = caption[u"max_caption_length"].toInt()}),
            integers(caption[u"ids"]));
    }
};

QTEST_APPLESS_MAIN(TestT5RuleParity)
#include "tst_t5_rule_parity.moc"
