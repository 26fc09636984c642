#!/usr/bin/env bash
# Installs what is missing, builds, and paints: eight plans for a caption, each painted twice, as one labelled grid.
#
#   bash packaging/run.sh --caption "a cat sat on the mat" [--out FILE] [more options of `kaleido generate`]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

case " $* " in
*" --caption"* | *" --captions"* | *" --plan-from"* | *" --help"*) arguments=("$@") ;;
*) arguments=(--caption "a cat sat on the mat" "$@") ;;
esac

install_packages
install_torch
mkdir -p "$project/build"
build release kaleido
exec "$project/build/release/app/cli/kaleido" generate --plans 8 --pictures 2 "${arguments[@]}"
