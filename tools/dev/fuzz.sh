#!/usr/bin/env bash
# Fuzzes every tests/fuzz/*_fuzz.cpp for SECONDS, starting from tests/fuzz/corpus/NAME; a find is left in build/fuzz/finds.
set -euo pipefail
source tools/dev/steps.sh
shopt -s nullglob
seconds=$1
failed=0
mkdir -p build/fuzz/finds
for source in tests/fuzz/*_fuzz.cpp; do
    name=$(basename "${source%.cpp}")
    say "fuzzing $name for $seconds s"
    compile fuzz "$name"
    mkdir -p "build/fuzz/corpus/$name"
    seeds=(tests/fuzz/corpus/"$name")
    [[ -d ${seeds[0]} ]] || seeds=()
    "build/fuzz/$name" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 -verbosity=0 -artifact_prefix="build/fuzz/finds/$name-" \
        "build/fuzz/corpus/$name" "${seeds[@]}" || failed=1
done
exit $failed
