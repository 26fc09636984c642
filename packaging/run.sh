#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window; where there is no display, or with more options than a caption, paints
# on the command line: eight plans for a caption, each painted twice, as one labelled grid.
#
#   bash packaging/run.sh [--caption "a cat sat on the mat"]
#   bash packaging/run.sh --caption "a cat sat on the mat" --out FILE [more options of `kaleido generate`]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

wants_window() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    [ $# -eq 0 ] || { [ $# -eq 2 ] && [ "$1" = --caption ]; }
}

install_packages
install_torch
mkdir -p "$project/build"

if wants_window "$@"; then
    build dev kaleido-studio
    exec "$project/build/dev/ui/kaleido-studio" "$@"
fi

case " $* " in
*" --caption"* | *" --captions"* | *" --plan-from"* | *" --help"*) arguments=("$@") ;;
*) arguments=(--caption "a cat sat on the mat" "$@") ;;
esac
build dev kaleido
exec "$project/build/dev/app/cli/kaleido" generate --plans 8 --pictures 2 "${arguments[@]}"
