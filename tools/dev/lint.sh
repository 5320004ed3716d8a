#!/usr/bin/env bash
# Every rule a machine can check: the project's own lints, format, shell scripts, clang-tidy, template names.
# lint.sh --changed | --all | --quick: whether clang-tidy reads the files changed since main, every file or none.
# shellcheck disable=SC2317  # functions are called by name, through run
set -euo pipefail
source tools/dev/steps.sh
failed=0
run() {
    local name=$1
    shift
    "$@" || { say "lint failed: $name"; failed=1; }
}

# Changed against where this branch left main, committed or not.
changed_cpp_files() {
    if [[ $1 == --all ]]; then
        find src -name '*.cpp'
        return
    fi
    local main base
    for main in origin/main main HEAD; do base=$(git merge-base HEAD "$main" 2>/dev/null) && break; done
    # A header is read through the source file beside it.
    { git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard; } |
        grep -E '^src/.*\.[ch]pp$' | sed 's/\.hpp$/.cpp/' | sort -u |
        while read -r file; do [[ ! -e $file ]] || echo "$file"; done
}

tidy() {
    local files
    mapfile -t files < <(changed_cpp_files "$1")
    ((${#files[@]})) || return 0
    say "clang-tidy on ${#files[@]} files"
    # The compile commands are g++'s: its own warnings are unknown to clang.
    printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" \
        clang-tidy-19 -p build/release --quiet --extra-arg=-Wno-unknown-warning-option 2>/dev/null
}

formatted() { cpp_files | xargs -0 clang-format-19 --dry-run -Werror; }

shell_scripts() {
    git grep -lzE '^#!(/usr/bin/env bash|/bin/sh)$' -- . | xargs -0 shellcheck --severity=warning --external-sources tools/dev/steps.sh
}

run "project rules" node tools/lint/run.mjs
run format formatted
run "shell scripts" shell_scripts
[[ ! -e web/package.json ]] || run "types of the islands" npm run --prefix web --silent check
[[ $1 == --quick ]] || run clang-tidy tidy "$1"
[[ ! -x build/release/canyu ]] || run "template names" build/release/canyu check-templates
exit $failed
