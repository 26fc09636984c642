#include "engine/io/json_value.h"

#include "engine/base/random.h"
#include "engine/io/json_node.h"
#include "tests/support/comma_locale.h"

#include <QtTest>

#include <fmt/format.h>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

using namespace kaleido;

namespace {

Result<JsonValue> parse(std::string_view text, const JsonLimits& limits = {}) {
    return parseJson(text, "some.json", limits);
}

bool doublesRoundTrip() {
    Random random(11);
    for (int i = 0; i < 20'000; ++i) {
        const double number = std::bit_cast<double>(random.bits());
        if (!std::isfinite(number)) continue;
        const auto back = parse(writeJson(JsonValue{number}));
        if (!back) return false;
        const auto* read = std::get_if<double>(&back->data);
        if (!read || std::bit_cast<std::uint64_t>(*read) != std::bit_cast<std::uint64_t>(number))
            return false;
    }
    return true;
}

}  // namespace

class TestJsonValue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndIntegers() {
        const std::string text =
            R"({"z":[1,-2,18446744073709551615,9223372036854775807],"a":{"t":true,"n":null},"s":"ä\n"})";
        const auto value = parse(text);
        QVERIFY(value.ok());
        QCOMPARE(writeJson(*value), text);
        QCOMPARE(value->object()->front().first, std::string("z"));
        const auto back = parse(writeJson(*value, {.indent = 2}));
        QVERIFY(*back == *value);
    }

    void doublesKeepEveryBit() {
        for (const double number : {0.0, -0.0, 1.0, 0.1, 1e22, 1e-320, std::numeric_limits<double>::max(),
                                    std::numeric_limits<double>::denorm_min()}) {
            const auto back = parse(writeJson(JsonValue{number}));
            const auto* read = std::get_if<double>(&back->data);
            QVERIFY2(read, writeJson(JsonValue{number}).c_str());
            QCOMPARE(std::bit_cast<std::uint64_t>(*read), std::bit_cast<std::uint64_t>(number));
        }
        QVERIFY(doublesRoundTrip());
    }

    void localeDoesNotMatter() {
        const test::CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma is installed");
        QCOMPARE(std::to_string(0.5), std::string("0,500000"));  // the locale is in force
        QCOMPARE(writeJson(JsonValue{0.5}), std::string("0.5"));
        QVERIFY(doublesRoundTrip());
        QVERIFY(!parse("0,5").ok());
    }

    void canBeWrittenInAscii() {
        const JsonValue text("Käse 猫 \U0001F431 \x7f\n");
        const std::string ascii = writeJson(text, {.ascii = true});
        QCOMPARE(ascii, std::string(R"("K\u00e4se \u732b \ud83d\udc31 \u007f\n")"));
        QVERIFY(*parse(ascii) == text);
    }

    void writingWhatJsonCannotHoldThrows() {
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 writeJson(JsonValue{std::numeric_limits<double>::quiet_NaN()}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 writeJson(JsonValue{std::numeric_limits<double>::infinity()}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, writeJson(JsonValue{std::string("\xff")}));
    }

    void refusesWhatIsNoJson_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
        row("empty", "");
        row("only space", " \n");
        row("cut short", "{\"a\":[1,2");
        row("comma at the end", "[1,]");
        row("comment", "[1] // one");
        row("single quotes", "{'a':1}");
        row("two documents", "{} {}");
        row("nan", "NaN");
        row("infinity", "[-Infinity]");
        row("too large a number", "1e999");
        row("leading zero", "01");
        row("not UTF-8", "\"\xff\"");
        row("surrogate", "\"\\ud800\"");
        row("raw line break in text", "\"a\nb\"");
        row("zero byte", QByteArray("{}\0{}", 5));
        row("name twice", R"({"a":1,"b":{},"a":2})");
        row("name twice, escaped", "{\"a\":1,\"\\u0061\":2}");
        row("binary", QByteArray(1000, '\x7f'));
    }

    void refusesWhatIsNoJson() {
        QFETCH(const QByteArray, text);
        const auto value = parse({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!value.ok());
        QCOMPARE(value.error().code, Code::BadInput);
        QCOMPARE(value.error().path, std::string("some.json"));
        QVERIFY(value.error().message.size() < 400);
        QVERIFY(QString::fromStdString(value.error().message).toStdString() == value.error().message);
    }

    void limitsHold() {
        QVERIFY(parse("[[1]]", {.bytes = 5, .values = 3, .depth = 2}).ok());
        QVERIFY(!parse("[[1]]", {.bytes = 4, .values = 3, .depth = 2}).ok());
        QVERIFY(!parse("[[1]]", {.bytes = 5, .values = 2, .depth = 2}).ok());
        QVERIFY(!parse("[[1]]", {.bytes = 5, .values = 3, .depth = 1}).ok());
        QVERIFY(!parse(std::string(1'000'000, '[')).ok());
    }

    void faultsAreNamedByPointer() {
        const auto document = parse(R"({"a/b":{"m~n":[0,"x"]},"n":3})");
        JsonFault fault(Code::BadManifest, "model.json");
        const JsonNode root(*document, fault);
        root.at("a/b").at("m~n").elements(2)[1].integer(0, 5);
        QCOMPARE(fault.error()->field, std::string("/a~1b/m~0n/1"));
        QCOMPARE(fault.error()->code, Code::BadManifest);
        QCOMPARE(fault.error()->path, std::string("model.json"));
        root.at("n").text();
        QVERIFY2(fault.error()->field == "/a~1b/m~0n/1", "the first fault is kept");
    }

    void readersRefuseWrongKinds_data() {
        QTest::addColumn<QString>("deed");
        for (const char* deed : {"text", "boolean", "number", "integer", "elements", "at", "allowOnly",
                                 "long text", "big integer", "big number", "too many", "negative natural"}) {
            QTest::newRow(deed) << deed;
        }
    }

    void readersRefuseWrongKinds() {
        QFETCH(const QString, deed);
        const auto document = parse(R"({"null":null,"text":"ab","number":7,"list":[1,2],"minus":-1})");
        JsonFault fault(Code::BadInput, {});
        const JsonNode root(*document, fault);
        const std::string what = deed.toStdString();
        if (what == "text") root.at("null").text();
        if (what == "boolean") root.at("number").boolean();
        if (what == "number") root.at("text").number();
        if (what == "integer") root.at("list").integer(0, 9);
        if (what == "elements") root.at("text").elements(5);
        if (what == "at") root.at("text").at("x");
        if (what == "allowOnly") root.allowOnly({"null", "text", "number", "list"});
        if (what == "long text") root.at("text").text(1);
        if (what == "big integer") root.at("number").integer(0, 6);
        if (what == "big number") root.at("number").number(0, 6.5);
        if (what == "too many") root.at("list").elements(1);
        if (what == "negative natural") root.at("minus").integer<std::uint64_t>(0, 10);
        QVERIFY(fault.error());
    }

    void readersAcceptWhatFits() {
        const auto document = parse(R"({"t":"ab","i":-7,"u":18446744073709551615,"r":2.5,"b":true})");
        JsonFault fault(Code::BadInput, {});
        const JsonNode root(*document, fault);
        root.allowOnly({"t", "i", "u", "r", "b", "optional"});
        QCOMPARE(root.at("t").text(2), std::string("ab"));
        QCOMPARE(root.at("i").integer(-7, 0), -7);
        QCOMPARE(root.at("u").integer<std::uint64_t>(0, ~std::uint64_t{0}), ~std::uint64_t{0});
        QCOMPARE(root.at("r").number(), 2.5);
        QCOMPARE(root.at("i").number(), -7.0);
        QVERIFY(root.at("b").boolean());
        QVERIFY(!root.find("optional"));
        QVERIFY(!fault.error());
    }
};

QTEST_APPLESS_MAIN(TestJsonValue)
#include "tst_json_value.moc"
