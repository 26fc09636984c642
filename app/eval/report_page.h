#pragma once

#include "app/eval/evaluation_results.h"
#include "engine/base/error.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kaleido {

/// A picture for the report, most often a labelled grid of samples.
struct ReportPicture {
    std::string title{};
    std::string note{};  ///< may be empty
    std::string png{};   ///< the file's bytes
    std::string id{};    ///< for the name of a file of its own, "sets"; no other picture has it

    bool operator==(const ReportPicture&) const = default;
};

/// The results as one web page that holds all it needs: facts, contents, tables, charts as SVG, pictures as data. No
/// script and nothing loaded from elsewhere; light or dark as the reader's system is. It is HTML5 that is well-formed
/// XML as well. All texts are shown as they are, never as markup; broken UTF-8 and control characters are replaced.
std::string reportPage(const EvaluationResults& results, const std::vector<ReportPicture>& pictures);

/// Writes the page whole or not at all.
Result<void> writeReport(const EvaluationResults& results, const std::vector<ReportPicture>& pictures,
                         const std::filesystem::path& path);

}  // namespace kaleido
