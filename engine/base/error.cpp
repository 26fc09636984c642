#include "engine/base/error.h"

namespace kaleido {

std::string describe(const Error& error) {
    std::string text;
    if (!error.path.empty()) text += error.path + ": ";
    if (!error.field.empty()) text += error.field + ": ";
    return text + error.message;
}

int exitCode(Code code) {
    switch (code) {
        case Code::Internal:
            return 1;
        case Code::Usage:
            return 2;
        case Code::NoMemory:
            return 4;
        case Code::Cancelled:
            return 5;
        case Code::NotFound:
        case Code::BadInput:
        case Code::BadManifest:
        case Code::BadWeights:
        case Code::BadPlan:
        case Code::WriteFailed:
            return 3;
    }
    return 1;
}

}  // namespace kaleido
