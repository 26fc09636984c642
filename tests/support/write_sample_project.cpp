// Writes the project that tests/data/store keeps of every released version: write_sample_project FILE.
#include "tests/support/sample_project.h"

#include <cstdio>

using namespace kaleido;

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        ProjectStore store = ProjectStore::create(argv[1], test::steadyOptions()).value();
        test::fillSample(store);
        test::need(store.close());
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 1;
    }
    return 0;
}
