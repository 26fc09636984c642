# Sets up a machine for building Kaleido Studio. Sourced by run.sh and test.sh; silent when there is nothing to do.
#
#   install_packages   the Debian packages that are missing
#   install_torch      the pinned LibTorch, from its Python wheel, into .venv
#   build PRESET [TARGET...]

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
torch_version=2.13.0

packages=(
    g++ cmake ninja-build ccache pkg-config git python3 python3-venv
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools libgl1-mesa-dev
    libopencv-dev libsentencepiece-dev nlohmann-json3-dev libfmt-dev libcli11-dev
    libicu-dev libssl-dev zlib1g-dev libwebp-dev libsqlitecpp-dev libsqlite3-dev libgoogle-perftools-dev
    clang-14 clang-format-14 clang-tidy-14 clang-tools-14 libclang-rt-14-dev
    xvfb xdotool locales
)

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 3; }

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            fail "these Debian packages are missing and may not be installed by this user: ${missing[*]}
       Ask an administrator to run: apt-get install ${missing[*]}"
        fi
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    local log
    log=$(mktemp)
    "${as_root[@]}" apt-get update -qq >"$log" 2>&1 || true
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >>"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "apt-get could not install: ${missing[*]} (whole log: $log)"
    fi
    rm -f "$log"
}

# What pip would fetch for the pinned version: its build, the number of wheels and their size. Nothing is downloaded.
describe_torch_download() {
    "$project/.venv/bin/pip" install --dry-run --quiet --report - "torch==$torch_version" 2>/dev/null |
        "$project/.venv/bin/python" -c '
import json, os, sys, urllib.parse, urllib.request
items = json.load(sys.stdin)["install"]
version = next(i["metadata"]["version"] for i in items if i["metadata"]["name"] == "torch")
cuda = any(i["metadata"]["name"].startswith("nvidia") for i in items)
size = 0
for item in items:
    url = item["download_info"]["url"]
    try:
        if url.startswith("file:"):
            size += os.path.getsize(urllib.parse.unquote(urllib.parse.urlparse(url).path))
        else:
            size += int(urllib.request.urlopen(urllib.request.Request(url, method="HEAD"), timeout=20).headers["Content-Length"])
    except Exception:
        pass
kind = "CUDA build, runs without a GPU too" if cuda else "CPU build"
print(f"LibTorch {version} ({kind}): {len(items)} wheels, {size / 1e6:.0f} MB")' 2>/dev/null ||
        echo "LibTorch $torch_version"
}

install_torch() {
    local venv=$project/.venv
    if [ -x "$venv/bin/python" ] &&
        "$venv/bin/python" -c "import importlib.metadata as m; v = m.version('torch'); raise SystemExit(v.split('+')[0] != '$torch_version')" 2>/dev/null; then
        return
    fi
    [ -x "$venv/bin/pip" ] || python3 -m venv "$venv" || fail "could not make the virtual environment $venv; is python3-venv installed?"
    say "Fetching $(describe_torch_download) into .venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "torch==$torch_version" 2>&1 | { grep -v '^WARNING' >&2 || true; }
    "$venv/bin/python" -c "import importlib.metadata as m; m.version('torch')" 2>/dev/null ||
        fail "LibTorch $torch_version could not be installed into $venv; check the network and run this again"
}

build() {
    local preset=$1 folder=$project/build/$1 target
    shift
    local targets=()
    for target in "$@"; do targets+=(--target "$target"); done
    (cd "$project" && { [ -f "$folder/build.ninja" ] || { say "Configuring $preset"; cmake --preset "$preset" >"$folder.log" 2>&1; }; }) ||
        { tail -n 20 "$folder.log" >&2; fail "configuring the $preset build failed (whole log: $folder.log)"; }
    if cmake --build "$folder" "${targets[@]}" -- -n 2>/dev/null | grep -q 'no work to do'; then return; fi
    say "Building $preset (the first time takes some minutes)"
    if [ -t 2 ]; then
        cmake --build "$folder" "${targets[@]}" >&2
    else
        cmake --build "$folder" "${targets[@]}" -- --quiet >&2
    fi || fail "the $preset build failed"
}
