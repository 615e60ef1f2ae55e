#!/usr/bin/env bash
# Installs the system packages that Tessera builds on, and says which.
#
#   bash Scripts/setup.sh           what the library and the examples need
#   bash Scripts/setup.sh --test    also what the benchmarks and the tests need
#
# What is there already is left alone; with everything there it takes a moment and changes nothing.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

with_tests=false
case "${1:-}" in
    "") ;;
    --test) with_tests=true ;;
    *) fail "unknown option $1; see the head of this file" ;;
esac

check_swift() {
    command -v swift >/dev/null 2>&1 || fail "no swift on the PATH; install the Swift 6.3 toolchain from https://swift.org/install"
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case "$version" in
        6.[2-9] | 6.[1-9][0-9] | [7-9].*) ;;
        *) fail "Swift $version is too old; Tessera needs 6.2 or newer" ;;
    esac
}

on_debian() {
    # poppler-utils: pdftotext, which PDFParsing runs; only the tests need it to build and pass.
    # OpenBLAS is what makes libblas fast; zlib is needed by the HTTP client; pip and unzip fetch the model once.
    local wanted=(libopenblas-dev liblapack-dev libsqlite3-dev zlib1g-dev python3-pip unzip ca-certificates)
    if $with_tests; then
        # libopenblas0-serial: a BLAS that one thread at a time may call; it stays behind the other one unless it is asked for.
        wanted+=(libhnswlib-dev libfaiss-dev g++ libvulkan1 libgomp1 unicode-data bzip2 libicu-dev poppler-utils libopenblas0-serial)
    fi
    local missing=() package
    for package in "${wanted[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "run as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing by apt-get: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

on_macos() {
    # Accelerate and SQLite come with the system; python3 and unzip with the command line tools.
    command -v python3 >/dev/null 2>&1 && return 0
    command -v brew >/dev/null 2>&1 || fail "install python3, or Homebrew from https://brew.sh"
    say "installing by brew: python"
    brew install python
}

check_swift
case "$(uname -s)" in
    Linux)
        command -v apt-get >/dev/null 2>&1 || fail "not a Debian-like system; install OpenBLAS, LAPACK, SQLite and zlib headers, pip and unzip"
        on_debian ;;
    Darwin) on_macos ;;
    *) fail "unknown system $(uname -s)" ;;
esac
say "everything that the build needs is here"
