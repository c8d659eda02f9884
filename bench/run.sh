#!/usr/bin/env bash
# Installs what the bench needs, builds the product and the bench in Release, runs, and prints one line for each figure.
#
# usage: bench/run.sh [--quick] [--only MEASURE...] [--clips N] [--clip-seconds S] [--film-seconds S] [--repeats N] [--files THOUSANDS] [--jobs THOUSANDS]
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# The broker and the ssh server are started by the bench, on ports of their own; their packages shall not start any.
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
    as_root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' sh "$@" >&2
}

need() { # need PROGRAM PACKAGE: some of the programs are on the path of root only
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null || missing+=("$2")
}

missing=()
need ffmpeg ffmpeg
need ffprobe ffmpeg
need rsync rsync
need sshd openssh-server
need ssh openssh-client
need rabbitmq-server rabbitmq-server
need setpriv util-linux
need taskset util-linux
need xargs findutils
need parallel parallel
if [[ ${#missing[@]} -gt 0 ]]; then
    if ! command -v apt-get >/dev/null || ! without_starting_services install_packages "${missing[@]}"; then
        say "Install these by hand: ${missing[*]}"
        exit 69
    fi
fi

# The product is built and started as its users do it.
./transcoder --version >/dev/null
dotnet build bench/Bench --configuration Release --nologo -v quiet >&2
exec artifacts/bin/Bench/release/Transcoder.Bench "$@"
