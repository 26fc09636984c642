#include "engine/plan/bins.h"
#include "engine/plan/grammar.h"
#include "engine/plan/limits.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kaleido {
namespace {

/// One entry of a bbox or blob segment; absent = <mask>.
struct Entry {
    std::string words;
    std::vector<int> bins;
};

/// Recursive descent; the first problem sticks in m_error and every step after it does nothing.
class Reader {
public:
    Reader(const std::vector<Symbol>& symbols, const PlanFormat& format)
        : m_symbols(symbols), m_format(format) {}

    Result<Plan> read() {
        Plan plan;
        if (take(SymbolKind::Text)) readText(plan);
        const bool boxes = take(SymbolKind::Bbox);
        const std::vector<Entry> boxEntries = boxes ? readEntries(4, boxBinRange) : std::vector<Entry>{};
        const bool blobs = take(SymbolKind::Blob);
        const std::vector<Entry> blobEntries = blobs ? readEntries(5, blobBinRange) : std::vector<Entry>{};
        if (boxes && blobs) checkPairs(boxEntries, blobEntries);
        if (!m_error) addItems(plan, boxEntries, blobEntries);
        if (take(SymbolKind::Voken)) {
            plan.tokens = readGrid(m_format.tokenColumns, m_format.tokenRows, SymbolKind::VokenCode,
                                   m_format.tokenCodes);
        }
        if (take(SymbolKind::Color)) {
            plan.colors = readGrid(m_format.colorColumns, m_format.colorRows, SymbolKind::ColorCode,
                                   m_format.colorCodes());
        }
        if (m_at < m_symbols.size()) fail("the plan should end here");
        if (m_error) return *m_error;
        return plan;
    }

private:
    using RangeOf = BinRange (*)(const std::vector<int>& before, int bins);

    bool at(SymbolKind kind) const {
        return !m_error && m_at < m_symbols.size() && m_symbols[m_at].kind == kind;
    }
    bool take(SymbolKind kind) {
        const bool here = at(kind);
        if (here) ++m_at;
        return here;
    }
    void expect(SymbolKind kind, std::string_view what) {
        if (!take(kind)) fail(fmt::format("expected {}", what));
    }
    void fail(std::string_view message) {
        if (m_error) return;
        m_error =
            Error{Code::BadPlan, fmt::format("plan, symbol {} ({}): {}", m_at, where(), message), "", ""};
    }
    /// Never quotes text that is not clean or long.
    std::string where() const {
        if (m_at >= m_symbols.size()) return "the end";
        const Symbol& symbol = m_symbols[m_at];
        const bool plain = symbol.text.size() <= 80 && !findTextProblem(symbol.text);
        return plain ? "'" + tidyText(toText({symbol})) + "'"
                     : fmt::format("words of {} bytes", symbol.text.size());
    }

    void readText(Plan& plan) {
        std::vector<std::string> sentences;
        std::size_t bytes = 0;
        while (at(SymbolKind::Words)) {
            std::string text = readWords(kMaxDetailBytes);
            bytes += text.size() + 2;  // a full stop and a space at most
            if (bytes > kMaxDetailBytes) fail("the detailed description is too long");
            sentences.push_back(std::move(text));
        }
        expect(SymbolKind::End, "a sentence or <end>");
        plan.detail = joinSentences(sentences);
        plan.sentences.resize(splitSentences(plan.detail).size());
    }

    std::string readWords(std::size_t maxBytes) {
        std::string text = tidyText(m_symbols[m_at].text);
        if (text.empty()) fail("the words are empty");
        if (text.size() > maxBytes) fail("the words are too long");
        if (const auto problem = findTextProblem(text)) fail("the text " + problem->message);
        ++m_at;
        return text;
    }

    std::vector<Entry> readEntries(std::size_t places, RangeOf rangeOf) {
        std::vector<Entry> entries;
        while (!m_error && !take(SymbolKind::End)) {
            if (entries.size() >= static_cast<std::size_t>(m_format.maxItems)) {
                fail(fmt::format("more than {} items", m_format.maxItems));
            }
            Entry entry;
            if (at(SymbolKind::Words)) {
                entry.words = readWords(kMaxWordsBytes);
            } else {
                expect(SymbolKind::Mask, "the words of an item, <mask> or <end>");
            }
            if (!take(SymbolKind::Mask)) entry.bins = readBins(places, rangeOf);
            expect(SymbolKind::ItemEnd, "</item>");
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    std::vector<int> readBins(std::size_t places, RangeOf rangeOf) {
        std::vector<int> bins;
        while (bins.size() < places && at(SymbolKind::Place)) {
            const BinRange range = rangeOf(bins, m_format.bins);
            if (!range.contains(m_symbols[m_at].value)) {
                fail(fmt::format("this place lies outside {} … {}", range.low, range.high));
                return {};
            }
            bins.push_back(m_symbols[m_at++].value);
        }
        if (bins.size() < places) fail(fmt::format("expected {} places or <mask>", places));
        return bins;
    }

    void checkPairs(const std::vector<Entry>& boxes, const std::vector<Entry>& blobs) {
        const bool pairs =
            std::equal(boxes.begin(), boxes.end(), blobs.begin(), blobs.end(),
                       [](const Entry& box, const Entry& blob) { return box.words == blob.words; });
        if (!pairs) fail("the blob entries before this do not repeat the words of the bbox entries");
    }

    void addItems(Plan& plan, const std::vector<Entry>& boxes, const std::vector<Entry>& blobs) const {
        for (std::size_t i = 0; i < std::max(boxes.size(), blobs.size()); ++i) {
            Item item;
            item.id = ItemId{i + 1};
            item.words = boxes.empty() ? blobs[i].words : boxes[i].words;
            if (!boxes.empty() && !boxes[i].bins.empty()) {
                const auto& b = boxes[i].bins;
                item.box = boxFromBins({b[0], b[1], b[2], b[3]}, m_format.bins);
            }
            if (!blobs.empty() && !blobs[i].bins.empty()) {
                const auto& b = blobs[i].bins;
                item.blob = blobFromBins({b[0], b[1], b[2], b[3], b[4]}, m_format.bins);
            }
            plan.items.push_back(std::move(item));
        }
    }

    /// A grid of nothing but <mask> is no grid.
    CodeGrid readGrid(int columns, int rows, SymbolKind code, int codes) {
        const auto cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
        CodeGrid grid{columns, rows, {}, std::vector<Part>(cells)};
        while (!m_error && grid.codes.size() < cells) {
            if (take(SymbolKind::Mask)) {
                grid.codes.push_back(kUnknownCode);
            } else if (at(code) && m_symbols[m_at].value >= 0 && m_symbols[m_at].value < codes) {
                grid.codes.push_back(m_symbols[m_at++].value);
            } else {
                fail(fmt::format("expected {} codes or <mask>", cells));
            }
        }
        const bool known =
            std::any_of(grid.codes.begin(), grid.codes.end(), [](int c) { return c != kUnknownCode; });
        return known ? grid : CodeGrid{};
    }

    const std::vector<Symbol>& m_symbols;
    const PlanFormat& m_format;
    std::size_t m_at = 0;
    std::optional<Error> m_error;
};

}  // namespace

Result<Plan> readPlan(const std::vector<Symbol>& symbols, const PlanFormat& format) {
    return Reader(symbols, format).read();
}

}  // namespace kaleido
