#!/usr/bin/env bash
# Installs what is missing, builds, and passes every test: the whole suite; everything that does without LibTorch once more
# under the address and undefined-behaviour sanitizers, in German and at 200 % scale; the job queue and engine thread under
# the thread sanitizer; the fuzz targets for a short while; the program that run.sh builds; the format.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$project"

# Threads that wait at a barrier sleep instead of spinning, or tests that run side by side slow each other down.
export OMP_WAIT_POLICY=PASSIVE

install_packages
install_torch
mkdir -p build
build dev
say "Testing"
ctest --preset dev -j "$(nproc)"

build asan
say "Testing under the address and undefined-behaviour sanitizers, in German and at 200 % scale"
locales=$project/build/locales
mkdir -p "$locales"
[ -d "$locales/de_DE.UTF-8" ] || localedef -i de_DE -f UTF-8 "$locales/de_DE.UTF-8"
LSAN_OPTIONS=suppressions=$project/packaging/leaks_of_others.txt:print_suppressions=0 \
    LOCPATH=$locales LC_ALL=de_DE.UTF-8 QT_SCALE_FACTOR=2 ctest --preset asan -j "$(nproc)"

threaded=(tst_job_queue tst_event_outbox tst_memory_budget tst_engine_thread tst_engine_stop tst_engine_failures)
build tsan "${threaded[@]}"
say "Testing under the thread sanitizer"
ctest --preset tsan -R "^($(IFS='|'; echo "${threaded[*]}"))\$"

build fuzz fuzz_targets
say "Fuzzing every format for 100,000 executions"
ctest --preset fuzz -j "$(nproc)"

say "Painting with the program that run.sh builds"
pictures=$(mktemp -d)
trap 'rm -rf "$pictures"' EXIT
build/dev/app/cli/kaleido generate --caption "a cat sat on the mat" --plans 2 --pictures 1 --steps 4 --out "$pictures/cat.png"

say "Checking the format"
git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format-14 --dry-run -Werror
say "All tests passed"
