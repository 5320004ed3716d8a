# shellcheck shell=bash
# The steps the verbs of ./dev are made of. Every step looks first whether there is anything to do, so that a
# second run costs nothing. Sourced by ./dev, at the top of the checkout.

say() { printf 'canyu: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
wrong_use() { say "$*"; help >&2; exit 2; }

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "neither root nor sudo here; as root, run: $*"
    fi
}

# need GROUP...: installs the packages of these groups that are missing, and says which.
need() {
    local group wanted=() missing=()
    for group in "$@"; do read -ra list <<<"$(packages "$group")"; wanted+=("${list[@]}"); done
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
            sed -n 's/^installed //p' | sort -u))
    # Node may come from elsewhere than Debian: what counts is the command.
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || fail "this is made for Debian 12; please install: ${missing[*]}"
    say "installing Debian packages: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# The npm packages of web/package-lock.json. Their install scripts never run.
front_end_packages() {
    [[ -e web/package-lock.json ]] || return 0
    cmp -s web/package-lock.json web/node_modules/.installed-lock && return
    say "installing the npm packages of web/package-lock.json"
    # npm shall trust whom the machine trusts, as git and apt do; by itself it knows no company's certificate.
    NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS-/etc/ssl/certs/ca-certificates.crt} npm ci --prefix web --ignore-scripts --no-audit --no-fund --loglevel=error
    cp web/package-lock.json web/node_modules/.installed-lock
}

# web/dist from web/ and the slices' islands and styles, when one of them is newer than the last build.
front_end() {
    [[ -e web/package-lock.json ]] || return 0
    front_end_packages
    local stamp=build/web.stamp
    if [[ -d web/dist && -e $stamp && -z $(find web src \( -path web/node_modules -o -path web/dist \) -prune -o \
        \( -path 'web/*' -o -path '*/islands*' -o -name style.css \) -newer $stamp -print -quit) ]]; then
        return
    fi
    say "building the front end"
    npm run --prefix web --silent build
    mkdir -p build
    touch $stamp
}

# configure PRESET ON|OFF: OFF leaves out tests and benchmarks and the packages they need; ON stays once chosen.
configure() {
    local directory=build/$1
    if [[ -e $directory/build.ninja ]] &&
        { [[ $2 == OFF ]] || grep -q '^CANYU_TESTS:BOOL=ON' "$directory/CMakeCache.txt"; }; then
        return
    fi
    cmake --preset "$1" -DCANYU_TESTS="$2" >/dev/null
}

compile() {
    say "compiling ${*:2} ($1); minutes the first time, seconds after that"
    cmake --build --preset "$1" --target "${@:2}" -- --quiet
}

build_tests() {
    need build unit
    [[ $1 == release ]] || need clang
    front_end
    configure "$1" ON
    say "building preset $1"
    compile "$1" all
}

# A server of our own on a private socket, gone again when ./dev ends. Under /tmp, because PostgreSQL does not run as
# root and its own user may not reach the checkout.
start_postgresql() {
    postgresql_directory=$(mktemp -d /tmp/canyu-test-postgresql-XXXXXX)
    trap 'tools/postgresql stop "$postgresql_directory" >/dev/null 2>&1 || true' EXIT
    CANYU_TEST_POSTGRESQL=$(tools/postgresql start "$postgresql_directory")
    export CANYU_TEST_POSTGRESQL
}

# run_tests "PRESET..." [CTEST OPTION...]: one ctest run, and so one summary, over all these builds.
run_tests() {
    local preset logs=$PWD/build/test-logs
    rm -rf "$logs"
    mkdir -p "$logs" build/tests
    for preset in $1; do printf 'subdirs("%s/build/%s")\n' "$PWD" "$preset"; done >build/tests/CTestTestfile.cmake
    CANYU_TEST_LOGS=$logs ctest --test-dir build/tests --parallel "$(nproc)" --output-on-failure --timeout 1800 \
        --no-tests=error --output-log "$logs/ctest.log" --output-junit "$logs/junit.xml" "${@:2}"
}

cpp_files() {
    find . \( -name node_modules -o -name testdata -o -path ./build \) -prune -o -name '*.[ch]pp' -print0
}
