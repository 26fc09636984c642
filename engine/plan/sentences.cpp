#include "engine/plan/sentences.h"

#include "engine/plan/plain_text.h"

namespace kaleido {
namespace {

constexpr std::string_view kWideMarks[] = {"。", "！", "？"};

/// Length of a full-width end mark at byte `at`, or 0.
std::size_t wideMark(std::string_view text, std::size_t at) {
    for (const std::string_view mark : kWideMarks) {
        if (text.substr(at).starts_with(mark)) return mark.size();
    }
    return 0;
}

/// If a run of end marks starts at byte `at`, the byte behind it and its closing quotes when the sentence
/// ends there; otherwise `at`.
std::size_t endOfSentence(std::string_view text, std::size_t at) {
    std::size_t end = at;
    bool wide = false;
    while (end < text.size()) {
        const std::size_t mark = wideMark(text, end);
        if (mark == 0 && std::string_view(".!?").find(text[end]) == std::string_view::npos) break;
        wide = wide || mark > 0;
        end += mark > 0 ? mark : 1;
    }
    if (end == at) return at;
    while (end < text.size() && std::string_view("\"')").find(text[end]) != std::string_view::npos) ++end;
    const bool ends = wide || end == text.size() || isSpace(text[end]);
    return ends ? end : at;
}

}  // namespace

std::vector<ByteRange> splitSentences(std::string_view detail) {
    std::vector<ByteRange> sentences;
    std::size_t begin = 0;
    const auto close = [&](std::size_t end) {
        while (begin < end && isSpace(detail[begin])) ++begin;
        while (end > begin && isSpace(detail[end - 1])) --end;
        if (end > begin) sentences.push_back({begin, end});
    };
    for (std::size_t i = 0; i < detail.size();) {
        const std::size_t end = endOfSentence(detail, i);
        if (end == i) {
            ++i;
            continue;
        }
        close(end);
        begin = i = end;
    }
    close(detail.size());
    return sentences;
}

std::vector<std::string> sentencesOf(std::string_view detail) {
    std::vector<std::string> texts;
    for (const ByteRange& range : splitSentences(detail)) texts.push_back(tidyText(range.in(detail)));
    return texts;
}

std::string closedSentence(const std::string& sentence) {
    const std::string probe = sentence + " x";
    const auto ranges = splitSentences(probe);
    const bool closed = ranges.size() > 1 && ranges[ranges.size() - 2].end == sentence.size();
    return closed || sentence.empty() ? sentence : sentence + '.';
}

std::string joinSentences(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        if (sentence.empty()) continue;
        if (!text.empty()) text = closedSentence(text) + ' ';
        text += sentence;
    }
    return text;
}

}  // namespace kaleido
