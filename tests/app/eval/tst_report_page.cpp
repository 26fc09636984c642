#include "app/eval/report_page.h"

#include "app/eval/chart_plot.h"
#include "app/eval/chart_svg.h"
#include "app/eval/report_style.h"
#include "app/sheet/theme.h"
#include "tests/app/eval/results_fixture.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>
#include <set>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr const char* kHostile =
    "</title></style>--><script>alert('x')</script>&amp;\" onload=\"x\x01\xFF]]>";

/// What a parser finds on a page.
struct Page {
    QString error;
    QMap<QString, int> elements;               ///< how many of each name
    std::vector<QXmlStreamAttributes> images;  ///< attributes of every img
    std::multiset<QString> texts;              ///< of all elements, trimmed
    std::set<QString> ids, links;              ///< where links lead to, without #
    bool idsAreUnique = true;
};

Page parsed(const std::string& html) {
    Page page;
    QXmlStreamReader reader(QByteArray::fromStdString(html));
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters()) page.texts.insert(reader.text().toString().trimmed());
        if (!reader.isStartElement()) continue;
        const auto attributes = reader.attributes();
        ++page.elements[reader.name().toString()];
        if (reader.name() == QStringLiteral("img")) page.images.push_back(attributes);
        const QString id = attributes.value(QStringLiteral("id")).toString();
        if (!id.isEmpty() && !page.ids.insert(id).second) page.idsAreUnique = false;
        const QString link = attributes.value(QStringLiteral("href")).toString();
        if (link.startsWith(QLatin1Char('#'))) page.links.insert(link.mid(1));
        for (const auto& attribute : attributes) {
            if (attribute.name().startsWith(QStringLiteral("on"))) page.error = QStringLiteral("a handler");
        }
    }
    if (reader.hasError()) page.error = reader.errorString();
    return page;
}

std::string pngOf(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    image.fill(Qt::red);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data().toStdString();
}

bool holds(const Page& page, const std::string& text) {
    return page.texts.contains(QString::fromStdString(text));
}

}  // namespace

/// The report as a web page.
class TestReportPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThere() {
        const Page page = parsed(reportPage(smallResults(), {{"Twelve scenes", "By weight.", pngOf(8, 4)}}));
        QCOMPARE(page.error, QString());
        for (const char* text :
             {"Evaluation of tiny", "tiny (aaaaaaaaaa)", "Guidance weight", "Whole sets.", "Weight", "97.4 %",
              "12.50", "–", "Variety by weight", "Higher is more varied.", "Vendi score", "none", "all",
              "Twelve scenes", "By weight.", "Quick evaluation by Kaleido Studio 1"})
            QVERIFY2(holds(page, text), text);
        QVERIFY(holds(page, std::string(64, 'a')) && holds(page, std::string(64, 'b')));
        QCOMPARE(page.elements[QStringLiteral("svg")], 1);
        QCOMPARE(page.elements[QStringLiteral("circle")], 4);
        QCOMPARE(page.images.size(), std::size_t{1});
    }

    void contentsLeadToEveryCard() {
        EvaluationResults results = smallResults();
        results.tables.push_back(results.tables[0]);
        const Page page = parsed(reportPage(results, {{"A", "", ""}, {"A", "", ""}}));
        QVERIFY(page.idsAreUnique);
        QCOMPARE(page.links.size(), std::size_t{3 + 5});
        for (const QString& link : page.links) QVERIFY2(page.ids.contains(link), qPrintable(link));
    }

    void hostileTextsDoNotBecomeMarkup() {
        EvaluationResults results = smallResults();
        const Page sound = parsed(reportPage(results, {{"a", "b", pngOf(8, 4)}}));
        results.modelId = results.modelHash = results.judgesHash = results.codeVersion = kHostile;
        results.facts = {{kHostile, kHostile}, {kHostile, kHostile}};
        ResultTable& table = results.tables[0];
        table.id = table.title = table.note = table.rowsAre = table.columns[0].name = table.rows[0].name =
            kHostile;
        ResultChart& chart = results.charts[0];
        chart.id = chart.title = chart.note = chart.xTitle = chart.yTitle = kHostile;
        chart.series[0].name = kHostile;
        chart.series[1].name = "short";
        const Page page = parsed(reportPage(results, {{kHostile, kHostile, pngOf(8, 4)}}));
        QCOMPARE(page.error, QString());
        QVERIFY(!page.elements.contains(QStringLiteral("script")));
        QCOMPARE(page.elements[QStringLiteral("h3")], sound.elements[QStringLiteral("h3")]);
        QCOMPARE(page.elements[QStringLiteral("style")], 1);
        QVERIFY(page.images[0].value(QStringLiteral("alt")).startsWith(QStringLiteral("</title></style>")));
    }

    void randomResultsMakeWellFormedPages() {
        Random random(13);
        for (int i = 0; i < 100; ++i) {
            const EvaluationResults results = randomResults(random);
            const Page page =
                parsed(reportPage(results, {{randomText(random), randomText(random), "no PNG"}}));
            QCOMPARE(page.error, QString());
            QVERIFY(page.idsAreUnique);
        }
    }

    void nothingIsLoadedOrRun() {
        const std::string html = reportPage(smallResults(), {{"A", "", pngOf(8, 4)}});
        for (const char* outside : {"http:", "https:", "<script", "@import", "url(", "<link", "file:"})
            QVERIFY2(html.find(outside) == std::string::npos, outside);
        QVERIFY(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
        QVERIFY(html.find("default-src 'none'") != std::string::npos);
    }

    void picturesKeepTheirBytesAndSmallOnesAreEnlargedByAWholeFactor() {
        const std::string small = pngOf(64, 32);
        const std::string large = pngOf(900, 100);
        const Page page = parsed(reportPage(smallResults(), {{"A", "", small}, {"B", "", large}}));
        const QString data = QStringLiteral("data:image/png;base64,");
        const QString source = page.images[0].value(QStringLiteral("src")).toString();
        QVERIFY(source.startsWith(data));
        QVERIFY(QByteArray::fromBase64(source.mid(data.size()).toLatin1()).toStdString() == small);
        QCOMPARE(page.images[0].value(QStringLiteral("width")), QStringLiteral("512"));
        QCOMPARE(page.images[0].value(QStringLiteral("height")), QStringLiteral("256"));
        QCOMPARE(page.images[0].value(QStringLiteral("class")), QStringLiteral("pixels"));
        QCOMPARE(page.images[1].value(QStringLiteral("width")), QStringLiteral("900"));
        QVERIFY(!page.images[1].hasAttribute(QStringLiteral("class")));
        QCOMPARE(page.images[1].value(QStringLiteral("alt")), QStringLiteral("B"));
    }

    void anEvaluationWithoutResultsIsAPageToo() {
        const Page page = parsed(reportPage({}, {}));
        QCOMPARE(page.error, QString());
        QVERIFY(!page.elements.contains(QStringLiteral("nav")));
    }

    void namesStandBesideTheEndsOfFewCurvesAndNeverOverlap() {
        ResultChart chart = smallResults().charts[0];
        chart.series = {
            {"a", {1, 2}, {3, 1}}, {"b", {1, 2}, {4, 1.01}}, {"c", {1, 2}, {5, 1}}, {"d", {1, 2}, {5, 5}}};
        const auto plot = layoutChart(chart);
        QVERIFY(plot);
        std::multiset<double> heights(plot->nameHeights.begin(), plot->nameHeights.end());
        QCOMPARE(heights.size(), std::size_t{4});
        QVERIFY(*heights.begin() >= plot->top && *heights.rbegin() <= plot->bottom);
        for (auto at = std::next(heights.begin()); at != heights.end(); ++at)
            QVERIFY(*at - *std::prev(at) >= ChartPlot::kLabelHeight - 1e-9);
    }

    void thereIsALegendWhereNamesDoNotFit() {
        ResultChart chart = smallResults().charts[0];
        chart.series[0].name = "a name that is far too long to stand beside its curve";
        QVERIFY(layoutChart(chart)->nameHeights.empty());
        chart = smallResults().charts[0];
        chart.series[0].x[1] = 2;
        QVERIFY(layoutChart(chart)->nameHeights.empty());
        QVERIFY(parsed("<p>" + chartMarkup(chart) + "</p>").elements[QStringLiteral("li")] == 2);
    }

    void pointsThatCannotBeShownAreLeftOut() {
        ResultChart chart = smallResults().charts[0];
        chart.logX = true;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        chart.series = {{"a", {0, -1, 1, 2, 4}, {1, 1, nan, 3, 4, 5}}, {"b", {0}, {1}}};
        const auto plot = layoutChart(chart);
        QVERIFY(plot);
        QCOMPARE(plot->curves.size(), std::size_t{1});
        QCOMPARE(plot->curves[0].points.size(), std::size_t{2});
        chart.series = {{"b", {0}, {1}}};
        QVERIFY(!layoutChart(chart));
        QVERIFY(chartMarkup(chart).find("No points") != std::string::npos);
    }

    void aChartsNumbersAreATable() {
        ResultChart chart = smallResults().charts[0];
        chart.series = {{"a", {4, 1, 1}, {1, 2, 3}}, {"b", {1}, {4}}};
        const ResultTable table = chartTable(chart);
        QCOMPARE(table.columns.size(), std::size_t{2});
        const std::vector<ResultRow> rows = {
            {"1", {2.0, 4.0}}, {"1", {3.0, std::nullopt}}, {"4", {1.0, std::nullopt}}};
        QVERIFY(table.rows == rows);
    }

    void textAndCurvesCanBeReadInTheDark() {
        namespace theme = sheet::theme;
        for (const QRgb ground : {dark::kPage, dark::kCard, dark::kPane}) {
            QVERIFY(theme::contrast(dark::kText, ground) >= 7);
            QVERIFY(theme::contrast(dark::kQuietText, ground) >= 4.5);
        }
        for (std::size_t i = 0; i < theme::kCategoricalCount; ++i)
            QVERIFY(theme::contrast(onDark(theme::categorical(i)), dark::kCard) >= 4.5);
    }

    void theFileIsThePage() {
        const QTemporaryDir home;
        const QString path = home.filePath(QStringLiteral("report.html"));
        QVERIFY(writeReport(smallResults(), {}, path.toStdString()).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().toStdString() == reportPage(smallResults(), {}));
        QVERIFY(!writeReport(smallResults(), {}, path.toStdString() + "/no").ok());
    }
};

QTEST_GUILESS_MAIN(TestReportPage)
#include "tst_report_page.moc"
