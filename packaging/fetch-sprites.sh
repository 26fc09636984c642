#!/usr/bin/env bash
# Makes resources/sprites anew: the atlas of 40 things in four styles from four pinned emoji packages.
#
# Neither building nor running needs this: the finished atlas is committed. Run it to add things or to check that the
# committed files are what these sources give. Needs npm, rsvg-convert (librsvg2-bin) and python3 with
# venv; everything else goes into a temporary folder that is removed at the end.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${1:-$here/../resources/sprites}"

for tool in npm rsvg-convert python3; do
    command -v "$tool" >/dev/null || { echo "fetch-sprites: '$tool' is missing (Debian: npm librsvg2-bin python3-venv)" >&2; exit 2; }
done

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fetch() { # fetch <folder> <package@version>
    echo "fetching $2" >&2
    mkdir -p "$work/$1"
    (cd "$work" && tar xzf "$(npm pack --silent "$2")" -C "$1" --strip-components=1)
}
fetch 3d @lobehub/fluent-emoji-3d@1.1.0
fetch flat @iconify-json/fluent-emoji-flat@1.2.6
fetch drawn @iconify-json/noto@1.2.9
fetch bold @iconify-json/twemoji@1.2.5
fetch names unicode-emoji-json@0.9.0
fetch licences spdx-license-list@6.12.0

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0 numpy==2.4.6
PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" "$here/make_atlas.py" "$work" "$out"
