#!/usr/bin/env bash
# Runs the programs bench/*_bench.cpp and scripts bench/*_bench.mjs, one after another, or the one named. A program that
# a script drives (a server to be measured) is built and not run by itself.
set -euo pipefail
source tools/dev/steps.sh
shopt -s nullglob
programs=(bench/*_bench.cpp)
scripts=(bench/*_bench.mjs)
wanted() { [[ -z ${only-} || $1 == "$only" || $1 == "${only}_bench" ]]; }
is_driven() { ((${#scripts[@]})) && grep -qw "$1" "${scripts[@]}"; }

only=${1-}
found=0
names=()
for program in "${programs[@]}"; do names+=("$(basename "$program" .cpp)"); done
compile release canyu "${names[@]}"
mkdir -p build/bench
for name in "${names[@]}"; do
    if ! wanted "$name" || is_driven "$name"; then continue; fi
    found=1
    say "bench $name"
    (cd build/bench && "../release/$name")
done
for script in "${scripts[@]}"; do
    wanted "$(basename "$script" .mjs)" || continue
    found=1
    say "bench $(basename "$script" .mjs)"
    node "$script"
done
((found)) || fail "no such benchmark: $only"
