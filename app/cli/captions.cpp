#include "app/cli/captions.h"

#include "engine/plan/validate.h"

#include <fmt/format.h>

#include <fstream>

namespace kaleido::cli {
namespace {

constexpr std::size_t kMostCaptions = 100'000;

}  // namespace

Result<void> checkText(const std::string& caption, const std::string& path, const std::string& field) {
    for (const Issue& issue : checkCaption(caption)) {
        if (issue.severity == Severity::Error) return Error{Code::BadInput, issue.message, path, field};
    }
    return {};
}

void CaptionOptions::addTo(CLI::App& app) {
    app.add_option("--caption,-c", m_captions, "Caption; may be given several times")
        ->allow_extra_args(false)
        ->type_name("TEXT");
    app.add_option("--captions", m_file, "File with one caption a line")->type_name("FILE");
}

Result<std::vector<std::string>> CaptionOptions::all() const {
    for (const std::string& caption : m_captions) {
        if (auto fine = checkText(caption, "", "--caption"); !fine) return fine.error();
    }
    std::vector<std::string> captions = m_captions;
    if (!m_file.empty()) {
        if (auto read = readFile(captions); !read) return read.error();
        if (captions.empty())
            return Error{Code::BadInput, "holds no captions; write one a line", m_file.string(), ""};
    }
    if (captions.empty())
        return Error{Code::Usage, "no caption was given; use --caption or --captions", "", ""};
    return captions;
}

Result<void> CaptionOptions::readFile(std::vector<std::string>& captions) const {
    std::ifstream input(m_file);
    if (!input || std::filesystem::is_directory(m_file))
        return Error{Code::NotFound, "the file with the captions cannot be read", m_file.string(), ""};
    int number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        if (auto fine = checkText(line, m_file.string(), fmt::format("line {}", number)); !fine) return fine;
        captions.push_back(std::move(line));
        if (captions.size() > kMostCaptions) {
            return Error{Code::BadInput, fmt::format("holds more than {} captions; split it", kMostCaptions),
                         m_file.string(), ""};
        }
    }
    return {};
}

}  // namespace kaleido::cli
