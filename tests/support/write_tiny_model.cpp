#include "tests/support/tiny_model.h"

#include <cstdio>

/// write_tiny_model FOLDER: for tests that run programs, and for trying the command line by hand.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: write_tiny_model FOLDER\n", stderr);
        return 2;
    }
    const auto written = kaleido::testing::writeTinyModel(argv[1]);
    if (written) return 0;
    std::fprintf(stderr, "error: %s\n", describe(written.error()).c_str());
    return kaleido::exitCode(written.error().code);
}
