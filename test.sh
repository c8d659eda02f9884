#!/usr/bin/env bash
# Installs what the tests need, builds, runs all tests and checks the formatting.
# The last line is always "N passed, N failed, N skipped"; the exit code is 0 only when nothing failed.
#
# usage: ./test.sh [Debug|Release]
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
configuration=${1:-Debug}
passed=0 failed=0 skipped=0
work=$(mktemp -d)

finish() {
    rm -rf "$work"
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
}
trap finish EXIT
export DOTNET_EnableWriteXorExecute=0 # each of the many processes that tests start takes a tenth less of the processor
export CHAOS_MINUTES=${CHAOS_MINUTES-3} # docs/chaos.md; an empty one leaves that out

say() { printf '== %s\n' "$*"; }

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# The broker and the ssh server are started by the tests, on ports of their own; their packages shall not start any.
without_starting_services() {
    local policy=/usr/sbin/policy-rc.d
    if [[ -e $policy ]]; then
        "$@"
        return
    fi

    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    local result=0
    "$@" || result=$?
    as_root rm -f "$policy"
    return "$result"
}

install_packages() {
    as_root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' sh "$@" \
        >"$work/install.log" 2>&1
}

need() { # need PROGRAM PACKAGE: some of the programs are on the path of root only
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null || missing+=("$2")
}

install_missing() {
    missing=()
    need ffmpeg ffmpeg
    need ffprobe ffmpeg
    need bwrap bubblewrap
    need rsync rsync
    need sshd openssh-server
    need ssh openssh-client
    need rabbitmq-server rabbitmq-server
    need setpriv util-linux
    need flock util-linux
    need unshare util-linux
    need ip iproute2
    need curl curl
    need jq jq
    need amqp-publish amqp-tools
    /usr/bin/python3 -c 'import pika' 2>/dev/null || missing+=(python3-pika)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    say "Installing ${missing[*]}"
    if ! command -v apt-get >/dev/null || ! without_starting_services install_packages "${missing[@]}"; then
        cat "$work/install.log" 2>/dev/null || true
        say "Install these by hand: ${missing[*]}"
        failed=$((failed + 1))
        exit 1
    fi
}

build() {
    say "Building ($configuration)"
    # A change of the packages is a change of packages.lock.json, made by "dotnet restore" and committed with it.
    if ! dotnet build Transcoder.sln --configuration "$configuration" -p:RestoreLockedMode=true --nologo -v quiet; then
        failed=$((failed + 1))
        exit 1
    fi
}

# number WORD FILE: the count behind "  WORD: " in the summary of a test run.
number() {
    sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$2" | tail -1
}

# run PROJECT: one executable of tests. One that ends badly without telling of a failed test counts as one.
run() {
    local project=$1 log="$work/$1.log" program result=0 bad
    program="artifacts/bin/$project/${configuration,,}/Transcoder.$project"
    say "$project"
    # A shell that runs this in the background has it ignore interrupts, and the tests send some.
    env --default-signal=INT,QUIT "$program" --no-ansi --progress off >"$log" 2>&1 || result=$?
    bad=$(number failed "$log")
    if [[ $result -ne 0 || ${bad:-0} -ne 0 ]]; then
        cat "$log"
    else
        tail -n 7 "$log"
    fi

    passed=$((passed + $(number succeeded "$log" | grep . || echo 0)))
    skipped=$((skipped + $(number skipped "$log" | grep . || echo 0)))
    failed=$((failed + ${bad:-0}))
    [[ $result -eq 0 || ${bad:-0} -ne 0 ]] || failed=$((failed + 1))
}

check_format() {
    say "Formatting"
    dotnet format Transcoder.sln --verify-no-changes --no-restore || failed=$((failed + 1))
}

install_missing
build
for folder in tests/*.Tests; do
    run "$(basename "$folder")"
done
check_format
[[ $failed -eq 0 ]]
