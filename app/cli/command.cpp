#include "app/cli/command.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <fstream>

namespace kaleido::cli {
namespace {

constexpr std::size_t kMostCaptions = 100'000;

}  // namespace

std::filesystem::path homeFolder() {
    if (const char* home = std::getenv("KALEIDO_HOME"); home && *home) return home;
    return KALEIDO_HOME_FOLDER;
}

void ModelOption::addTo(CLI::App& app) {
    folder = homeFolder() / "models" / "kaleido-emoji";
    app.add_option("--model", folder, "Model folder")->capture_default_str();
    app.add_option("--threads", threads, "Threads to compute with; 0 = all cores")
        ->check(CLI::Range(0, 1024));
}

void CaptionOptions::addTo(CLI::App& app) {
    app.add_option("--caption,-c", captions, "Caption; may be given several times");
    app.add_option("--captions", file, "File with one caption a line");
}

Result<std::vector<std::string>> CaptionOptions::all() const {
    std::vector<std::string> result = captions;
    if (!file.empty()) {
        std::ifstream input(file);
        if (!input)
            return Error{Code::NotFound, "the file with the captions cannot be read", file.string(), ""};
        for (std::string line; std::getline(input, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (!line.empty()) result.push_back(line);
            if (result.size() > kMostCaptions) {
                return Error{Code::BadInput,
                             fmt::format("holds more than {} captions; split it", kMostCaptions),
                             file.string(), ""};
            }
        }
    }
    if (result.empty())
        return Error{Code::Usage, "no caption was given; use --caption or --captions", "", ""};
    return result;
}

Result<Shard> parseShard(const std::string& text) {
    const char* end = text.data() + text.size();
    int index = 0, count = 0;
    const auto [slash, first] = std::from_chars(text.data(), end, index);
    if (first == std::errc() && slash != end && *slash == '/') {
        const auto [stop, second] = std::from_chars(slash + 1, end, count);
        if (second == std::errc() && stop == end && index >= 1 && index <= count)
            return Shard{index - 1, count};
    }
    return Error{Code::Usage, "'" + text + "' is no shard; write i/n with 1 ≤ i ≤ n, for example 3/16", "",
                 "--shard"};
}

}  // namespace kaleido::cli
