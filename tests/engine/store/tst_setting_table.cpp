#include "engine/store/setting_table.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

class TestSettingTable : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;

private Q_SLOTS:
    void settingsComeBack() {
        const fs::path path = m_scratch.fresh() / "project.kaleido";
        const std::string odd("zero \0 byte, \"quote\", 猫\n", 26);
        {
            ProjectStore store = ProjectStore::create(path).value();
            QVERIFY(!store.settings().value("current_plan").value().has_value());
            QVERIFY(store.settings().set("current_plan", "7").ok());
            QVERIFY(store.settings().set("current_plan", "8").ok());
            QVERIFY(store.settings().set(odd, odd).ok());
            QVERIFY(store.settings().set("empty", "").ok());
            QVERIFY(store.settings().set("gone", "x").ok());
            QVERIFY(store.settings().remove("gone").ok());
            QVERIFY(store.settings().remove("never there").ok());
        }
        const ProjectStore store = ProjectStore::open(path).value();
        QCOMPARE(store.settings().value("current_plan").value(), std::optional<std::string>("8"));
        const std::map<std::string, std::string> wanted = {{"current_plan", "8"}, {odd, odd}, {"empty", ""}};
        QVERIFY(store.settings().all().value() == wanted);
    }

    void textThatIsNotUtf8IsRefused() {
        ProjectStore store = ProjectStore::create(m_scratch.fresh() / "project.kaleido").value();
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 static_cast<void>(store.settings().set("name", "\xC3")));
        QVERIFY(store.settings().all().value().empty());
        QVERIFY(store.settings().set("name", "\xC3\xA9").ok());
    }
};

QTEST_APPLESS_MAIN(TestSettingTable)
#include "tst_setting_table.moc"
