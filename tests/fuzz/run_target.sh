#!/usr/bin/env bash
# Runs one fuzz target from its committed seeds, with the same limits wherever it is run.
#
#   run_target.sh [--fresh] PROGRAM FOLDER [libFuzzer option...]
#
# What is found on the way that reaches new code is kept in FOLDER/corpus; an input that ends the program in FOLDER/crashes.
# With --fresh the folder is emptied first, so that a run with a fixed -seed does the same every time.
set -euo pipefail

fresh=no
if [ "$1" = --fresh ]; then fresh=yes; shift; fi
program=$1 folder=$2
shift 2

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
name=$(basename "$program")
name=${name#fuzz_}

[ "$fresh" = no ] || rm -rf "$folder"
mkdir -p "$folder/corpus" "$folder/crashes"

options=(-max_len=4096 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -artifact_prefix="$folder/crashes/" -print_final_stats=1)
[ ! -f "$here/dictionaries/$name.dict" ] || options+=(-dict="$here/dictionaries/$name.dict")
export UBSAN_OPTIONS=print_stacktrace=1
exec "$program" "${options[@]}" "$@" "$folder/corpus" "$here/seeds/$name"
