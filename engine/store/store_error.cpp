#include "engine/store/store_error.h"

#include "engine/io/printable.h"

#include <sqlite3.h>
#include <SQLiteCpp/Exception.h>

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace kaleido {
namespace {

std::string because(int systemError) {
    return systemError == 0 ? "" : fmt::format(" ({})", std::generic_category().message(systemError));
}

}  // namespace

Error damagedProject(const std::string& path, const std::string& detail) {
    return {Code::BadInput,
            fmt::format(
                "the project is damaged ({}); it was left as it is. Open a copy of it that was made before",
                printable(detail)),
            path,
            {}};
}

Error storeError(const SQLite::Exception& exception, int systemError, const std::string& path) {
    const auto error = [&](Code code, std::string message) {
        return Error{code, std::move(message), path, {}};
    };
    constexpr int kPrimary = 0xFF;  // the rest of an extended code tells details
    switch (exception.getErrorCode() & kPrimary) {
        case SQLITE_FULL:
            return error(Code::WriteFailed, "the disk is full; nothing was changed. Make room and try again");
        case SQLITE_IOERR:
            return error(
                Code::WriteFailed,
                fmt::format("the file cannot be read or written{}; nothing was changed. Look after the disk "
                            "and try again, or save under another name",
                            because(systemError)));
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return error(Code::WriteFailed, "the file cannot be written; save under another name");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            return error(
                Code::WriteFailed,
                "another program is using the file; nothing was changed. Close it there, or try again");
        case SQLITE_CANTOPEN:
            return error(Code::NotFound, fmt::format("the file cannot be opened{}", because(systemError)));
        case SQLITE_NOTADB:
            return error(Code::BadInput,
                         "this is no Kaleido project; open a file whose name ends in .kaleido");
        case SQLITE_CORRUPT:
        case SQLITE_FORMAT:
            return damagedProject(path, exception.what());
        case SQLITE_NOMEM:
            return error(Code::NoMemory,
                         "there is too little memory for this; close something and try again");
        case SQLITE_TOOBIG:
            return error(Code::BadInput, "a value is larger than a project may hold");
        case SQLITE_CONSTRAINT:
            if (exception.getExtendedErrorCode() == SQLITE_CONSTRAINT_FOREIGNKEY)
                return error(Code::NotFound,
                             "what this belongs to is not in the project; nothing was changed");
            break;
        default:
            break;
    }
    return error(Code::Internal,
                 fmt::format("the project's database refused a step: {}", printable(exception.what())));
}

}  // namespace kaleido
