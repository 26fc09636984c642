#!/usr/bin/env bash
# Looks for hostile files for hours: runs each fuzz target (default: all) for HOURS, one a processor side by side.
#
#   bash packaging/fuzz.sh HOURS [TARGET...]        e.g. 0.5 plan_json picture
#
# What reaches new code is kept, so that a run goes on where the last one stopped, and so are inputs that end a target:
# in KALEIDO_FUZZ, by default ~/.cache/kaleido/fuzz. hours.tsv there adds up the runs. Ctrl+C stops; what was run counts.
# Exit code 1: something was found.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

hours=${1:-}
[[ $hours =~ ^[0-9]*\.?[0-9]+$ ]] || { sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
shift
seconds=$(awk -v h="$hours" 'BEGIN { printf "%d", h * 3600 }')
[ "$seconds" -gt 0 ] || { echo "error: $hours hours are less than a second" >&2; exit 2; }

install_packages
mkdir -p "$project/build"
build fuzz fuzz_targets

programs=$project/build/fuzz/fuzz
store=${KALEIDO_FUZZ:-${XDG_CACHE_HOME:-$HOME/.cache}/kaleido/fuzz}
mkdir -p "$store"
[ $# -gt 0 ] || set -- $(cd "$programs" && ls | sed -n 's/^fuzz_//p')
for target in "$@"; do
    [ -x "$programs/fuzz_$target" ] || fail "there is no fuzz target $target; there are: $(cd "$programs" && ls | sed -n 's/^fuzz_//p' | tr '\n' ' ')"
done

found_in() { find "$store/$1/crashes" -type f ! -name 'slow-unit-*' -newer "$store/started" 2>/dev/null | sort; }

# Runs one target and writes a line of the log: when, target, seconds, executions, findings, commit.
fuzz_one() {
    local target=$1 start executions log=$store/$1.log
    start=$(date +%s)
    bash "$project/tests/fuzz/run_target.sh" "$programs/fuzz_$target" "$store/$target" \
        -max_total_time="$seconds" >"$log" 2>&1 || true
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%s\t%s\t%d\t%d\t%d\t%s\n' "$(date -u +%FT%TZ)" "$target" "$(($(date +%s) - start))" "${executions:-0}" \
        "$(found_in "$target" | wc -l)" "$(git -C "$project" rev-parse --short HEAD 2>/dev/null || echo unknown)" \
        >>"$store/hours.tsv"
    say "$target: ${executions:-0} executions"
}

stopping=no
trap 'stopping=yes' INT
touch "$store/started"
say "Fuzzing $# targets for $hours hours each; all is kept in $store"
for target in "$@"; do
    [ "$stopping" = no ] || break
    fuzz_one "$target" &
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
done
while [ -n "$(jobs -rp)" ]; do wait || true; done

awk -F'\t' '{ time[$2] += $3; count[$2] += $4; found[$2] += $5 }
    END { for (t in time) printf "%-18s %8.2f hours %14d executions %4d findings\n", t, time[t] / 3600, count[t], found[t] }' \
    "$store/hours.tsv" | sort

status=0
for target in "$@"; do
    for file in $(found_in "$target"); do
        status=1
        say "FOUND: $target. To see it again:
    $programs/fuzz_$target $file"
    done
done
exit $status
