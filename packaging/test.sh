#!/usr/bin/env bash
# Installs what is missing, builds, and passes every test: the whole suite, then everything that does without LibTorch
# under the address, undefined-behaviour and thread sanitizers, then formatting and clang-tidy.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$project"

install_packages
install_torch
mkdir -p build
for preset in dev asan tsan; do
    build "$preset"
    say "Testing $preset"
    ctest --preset "$preset" -j "$(nproc)" --progress
done

say "Checking the format"
git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format-14 --dry-run -Werror
say "Running clang-tidy"
cmake --build build/asan --target tidy >build/tidy.log 2>&1 || { grep -E 'warning:|error:' build/tidy.log >&2; fail "clang-tidy found something (whole log: build/tidy.log)"; }
say "All tests passed"
