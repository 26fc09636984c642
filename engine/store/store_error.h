#pragma once

#include "engine/base/error.h"

#include <string>

namespace SQLite {
class Exception;
}

namespace kaleido {

/// What SQLite says, as one sentence with a way out. `systemError` is the errno of the last file operation that failed; 0 =
/// none. Internal to engine/store.
Error storeError(const SQLite::Exception& exception, int systemError, const std::string& path);

/// The sentence for a file whose content cannot be trusted.
Error damagedProject(const std::string& path, const std::string& detail);

}  // namespace kaleido
