#pragma once

#include "app/eval/evaluation_results.h"
#include "engine/base/error.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace kaleido {

// The results of an evaluation as JSON, exactly: numbers keep every bit.
//
//   {"format":"kaleido-evaluation","version":1,"model":"kaleido-emoji","model_hash":"ba34…","judges_hash":"91c0…",
//    "code_version":"Kaleido Studio 0.1.0","size":"full","facts":[{"name":"Pictures","value":"2,000"},…],
//    "tables":[{"id":"guidance","title":"…","note":"…","rows_are":"Weight",
//               "columns":[{"name":"Fréchet distance","numbers":"plain2"},…],
//               "rows":[{"name":"1","values":[1.92,null,…]},…]},…],
//    "charts":[{"id":"steps","title":"…","note":"…","x_title":"Steps","y_title":"…","log_x":true,
//               "series":[{"name":"DDIM","x":[4,8,…],"y":[3.1,2.2,…]},…]},…]}
//
// Nothing may be missing. null is a value that was not measured.

inline constexpr int kEvaluationVersion = 1;

/// Texts must be UTF-8 and numbers finite; throws std::invalid_argument if they are not.
std::string resultsToJson(const EvaluationResults& results);

/// Reads results, which are untrusted: strict, bounded; errors (BadInput) name `path` and the place by JSON pointer.
Result<EvaluationResults> resultsFromJson(std::string_view text, const std::string& path);

/// The same from a file. Code::NotFound if it cannot be read.
Result<EvaluationResults> readResults(const std::filesystem::path& path);

/// Writes the file whole or not at all; throws as resultsToJson().
Result<void> writeResults(const EvaluationResults& results, const std::filesystem::path& path);

}  // namespace kaleido
