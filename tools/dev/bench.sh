#!/usr/bin/env bash
# Runs the programs bench/*_bench.cpp and scripts bench/*_bench.mjs, one after another, or the one named.
set -euo pipefail
source tools/dev/steps.sh
shopt -s nullglob
found=0
for source in bench/*_bench.cpp bench/*_bench.mjs; do
    name=$(basename "${source%.*}")
    [[ -z ${1-} || $name == "$1" || $name == "${1}_bench" ]] || continue
    found=1
    say "bench $name"
    if [[ $source == *.cpp ]]; then
        compile release "$name"
        "$(find build/release -type f -name "$name" -executable -print -quit)"
    else
        compile release canyu
        node "$source"
    fi
done
((found)) || fail "no such benchmark: ${1-}"
