#!/usr/bin/env bash
# Fetches the headers of hnswlib 0.8.0 (Apache-2.0) for `tessera-bench filter --compare hnswlib`, pinned by sha256:
# Debian's libhnswlib-dev is 0.6.2, whose searches take no filter.
#
#   bash Benchmarks/fetch-peers.sh
#
# They come from PyPI's source archive and go to tessera/peers/hnswlib-0.8.0 in the user's cache folder.
set -euo pipefail

version=0.8.0
archive_sum=cb6d037eedebb34a7134e7dc78966441dfd04c9cf5ee93911be911ced951c44c
folder=${XDG_CACHE_HOME:-$HOME/.cache}/tessera/peers

fail() { printf 'fetch-peers: %s\n' "$*" >&2; exit 1; }

if [ -f "$folder/hnswlib-$version/hnswlib.h" ]; then
    echo "$folder/hnswlib-$version"
    exit 0
fi
command -v python3 >/dev/null || fail "needs python3 with venv"
mkdir -p "$folder"
temporary=$(mktemp -d "$folder/.fetch-XXXXXX")
trap 'rm -rf "$temporary"' EXIT
python3 -m venv "$temporary/venv" || fail "needs python3's venv"
"$temporary/venv/bin/pip" --quiet download --no-deps --no-binary hnswlib --dest "$temporary" "hnswlib==$version" ||
    fail "could not fetch hnswlib $version from PyPI; is the network there?"
archive=$temporary/hnswlib-$version.tar.gz
[ "$(sha256sum "$archive" | cut -d' ' -f1)" = "$archive_sum" ] || fail "the archive is not the pinned $archive_sum"
tar -xzf "$archive" -C "$temporary"
mv "$temporary/hnswlib-$version/hnswlib" "$folder/hnswlib-$version"
echo "$folder/hnswlib-$version"
