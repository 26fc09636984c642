#!/usr/bin/env bash
# Makes the pictures of README.md anew, in resources/readme, by the program and the model that are here.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$project"

install_packages
install_torch
mkdir -p build
build dev kaleido tst_main_job
kaleido=build/dev/app/cli/kaleido
pictures=resources/readme
rm -rf "$pictures"
mkdir -p "$pictures"
"$kaleido" generate --caption "a cat sat on the mat" --plans 8 --pictures 2 --out "$pictures/cat.png"
"$kaleido" compare --caption "a cat sat on the mat" --guidance "1-9 [5]" --kinds none,text,items,tokens,colors,all \
    --folder build/readme-comparison --scale 1 --out "$pictures/compared.png"
"$kaleido" toy --out "$pictures/toy.png"
"$kaleido" plan --caption "a cat at the beach" --count 4 --sheet "$pictures/plans.png"
"$kaleido" world --count 12 --sheet "$pictures/world.png"
"$kaleido" eval --quick --folder build/readme-evaluation
cp build/readme-evaluation/quick-sets.png "$pictures/sets.png"

# The window itself, as the test of the whole program leaves it after each step.
screens=$(mktemp -d)
trap 'rm -rf "$screens"' EXIT
KALEIDO_SCREENSHOTS=$screens build/dev/tests/tst_main_job
cp "$screens/theEditIsPaintedWithTheSameNoise.png" "$pictures/window.png"
KALEIDO_SCREENSHOTS=$screens KALEIDO_DARK=1 build/dev/tests/tst_main_job
cp "$screens/aBoxIsDraggedOnTheCanvas.png" "$pictures/window-dark.png"
