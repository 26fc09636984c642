#include "tests/support/source_tree.h"

namespace kaleido::test {

std::filesystem::path sourceFile(const std::filesystem::path& name) {
    return std::filesystem::path(KALEIDO_SOURCE_DIR) / name;
}

std::filesystem::path dataFile(const std::filesystem::path& name) {
    return sourceFile("tests/data") / name;
}

}  // namespace kaleido::test
