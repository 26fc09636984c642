#pragma once

#include "app/document/document.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace kaleido {

/// What the program begins with.
struct FirstDocument {
    std::unique_ptr<Document> document;
    std::optional<Error> fault = {};  ///< why it is not the one that was asked for
};

/// Opens the project that was asked for. If that cannot be opened, or none was asked for (an empty path), makes a new one
/// without a name in the folder of such projects, so that there is a window which can tell. Fails if that cannot be made.
Result<FirstDocument> openFirst(const std::filesystem::path& asked, const std::filesystem::path& unsaved);

}  // namespace kaleido
