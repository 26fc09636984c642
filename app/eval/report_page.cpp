#include "app/eval/report_page.h"

#include "app/eval/chart_svg.h"
#include "app/eval/html_text.h"
#include "app/eval/number_text.h"
#include "app/eval/picture_markup.h"
#include "app/eval/report_style.h"
#include "engine/io/atomic_file.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

constexpr std::size_t kMostNumbers = 200;  ///< rows of the table that a chart's numbers are listed in

/// One of the page's parts: what stands in the contents, and the cards of which it consists.
struct Part {
    std::string id;  ///< "table": its cards are table-1, table-2, …
    std::string title;
    std::vector<std::string> cardTitles{};
    std::vector<std::string> cards{};
};

void addCard(Part& part, const std::string& title, const std::string& note, const std::string& content) {
    part.cardTitles.push_back(title);
    part.cards.push_back(fmt::format("<section class=\"card\" id=\"{}-{}\">\n{}\n{}{}</section>\n", part.id,
                                     part.cards.size() + 1, textElement("h3", "", title),
                                     noteParagraphs(note), content));
}

std::string tableMarkup(const ResultTable& table) {
    std::string markup = fmt::format(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n<thead><tr>",
        escaped(table.title));
    markup += textElement("th", " scope=\"col\"", table.rowsAre);
    std::vector<std::vector<std::string>> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        markup += textElement("th", " scope=\"col\"", table.columns[i].name);
        columns.push_back(numberTexts(table, i));
    }
    markup += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        markup += "<tr>" + textElement("th", " scope=\"row\"", table.rows[row].name);
        for (const auto& texts : columns) {
            const bool none = texts[row] == kNotMeasured;
            markup += textElement("td", none ? " class=\"none\" title=\"not measured\"" : "", texts[row]);
        }
        markup += "</tr>\n";
    }
    return markup + "</tbody>\n</table>\n</div>\n";
}

std::string numbersOf(const ResultChart& chart) {
    const ResultTable table = chartTable(chart);
    if (table.rows.empty() || table.rows.size() > kMostNumbers) return "";
    return "<details><summary>Numbers</summary>\n" + tableMarkup(table) + "</details>\n";
}

std::vector<Part> partsOf(const EvaluationResults& results, const std::vector<ReportPicture>& pictures) {
    Part tables{"table", "Tables"};
    for (const ResultTable& table : results.tables)
        addCard(tables, table.title, table.note, tableMarkup(table));
    Part charts{"chart", "Charts"};
    for (const ResultChart& chart : results.charts)
        addCard(charts, chart.title, chart.note, chartMarkup(chart) + numbersOf(chart));
    Part shown{"picture", "Pictures"};
    for (const ReportPicture& picture : pictures)
        addCard(shown, picture.title, picture.note, pictureMarkup(picture));
    std::vector<Part> parts{std::move(tables), std::move(charts), std::move(shown)};
    std::erase_if(parts, [](const Part& part) { return part.cards.empty(); });
    return parts;
}

std::string contentsMarkup(const std::vector<Part>& parts) {
    if (parts.empty()) return "";
    std::string markup = "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n";
    markup += "<ul class=\"contents\">\n";
    for (const Part& part : parts) {
        markup += fmt::format("<li><a href=\"#{0}s\">{1}</a>\n<ul>\n", part.id, part.title);
        for (std::size_t i = 0; i < part.cards.size(); ++i) {
            const std::string link = fmt::format(" href=\"#{}-{}\"", part.id, i + 1);
            markup += "<li>" + textElement("a", link, part.cardTitles[i]) + "</li>\n";
        }
        markup += "</ul></li>\n";
    }
    return markup + "</ul>\n</nav>\n";
}

std::string factsMarkup(std::string_view attributes, const std::vector<ResultFact>& facts) {
    std::string markup;
    for (const ResultFact& fact : facts) {
        if (fact.value.empty()) continue;
        markup += fmt::format("<div>{}{}</div>\n", textElement("dt", "", fact.name),
                              textElement("dd", "", fact.value));
    }
    return markup.empty() ? "" : fmt::format("<dl{}>\n{}</dl>\n", attributes, markup);
}

std::string headMarkup(const std::string& title) {
    // The policy makes the browser itself see to it that nothing runs and nothing is fetched.
    return "<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'; img-src data:\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
           "<meta name=\"color-scheme\" content=\"light dark\"/>\n" +
           textElement("title", "", title) + "\n<style>\n" + reportStyle() + "</style>\n</head>\n";
}

std::string headerMarkup(const EvaluationResults& results, const std::string& title) {
    const std::string lead = fmt::format("{} evaluation{}{}", results.size == "quick" ? "Quick" : "Full",
                                         results.codeVersion.empty() ? "" : " by ", results.codeVersion);
    return "<header>\n" + textElement("h1", "", title) + "\n" + textElement("p", " class=\"lead\"", lead) +
           "\n" + factsMarkup(" class=\"facts\"", results.facts) + "</header>\n";
}

std::string footerMarkup(const EvaluationResults& results) {
    return "<footer>\n" +
           factsMarkup("", {{"Model, SHA-256", results.modelHash},
                            {"Judges, SHA-256", results.judgesHash},
                            {"Program", results.codeVersion}}) +
           "</footer>\n";
}

}  // namespace

std::string reportPage(const EvaluationResults& results, const std::vector<ReportPicture>& pictures) {
    const std::string title = "Evaluation of " + results.modelId;
    const auto parts = partsOf(results, pictures);
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n" + headMarkup(title) + "<body>\n" +
                       headerMarkup(results, title) + contentsMarkup(parts) + "<main>\n";
    for (const Part& part : parts) {
        page += fmt::format("<h2 id=\"{}s\">{}</h2>\n", part.id, part.title);
        for (const std::string& card : part.cards) page += card;
    }
    return page + "</main>\n" + footerMarkup(results) + "</body>\n</html>\n";
}

Result<void> writeReport(const EvaluationResults& results, const std::vector<ReportPicture>& pictures,
                         const std::filesystem::path& path) {
    return writeFileAtomically(path, reportPage(results, pictures));
}

}  // namespace kaleido
