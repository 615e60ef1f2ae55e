#!/usr/bin/env bash
# Fetches Fashion-MNIST (60,000 × 784 and 10,000 queries, MIT) for `tessera-bench ann`, pinned by version and sha256.
#
#   bash Benchmarks/fetch-data.sh [FOLDER]
#
# It comes from Debian's package dataset-fashion-mnist, which is unpacked and not installed, and becomes
# FOLDER/fashion-mnist-{base,queries}.npy (uint8). FOLDER is tessera/datasets in the user's cache folder unless given.
set -euo pipefail

version=0.0~git20200523.55506a9-1
package_sum=39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0
base_sum=bfd02316142e3e3312c67f13b124cef0340e04a2570de6d73bc9ea9be17361d6
queries_sum=c39f8f8f386b05dd4303b246163e38be74246b89f80081d536dcb9d2b63270da
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/tessera/datasets}

fail() { printf 'fetch-data: %s\n' "$*" >&2; exit 1; }
matches() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

base=$folder/fashion-mnist-base.npy queries=$folder/fashion-mnist-queries.npy
if matches "$base" "$base_sum" && matches "$queries" "$queries_sum"; then
    echo "$base"
    echo "$queries"
    exit 0
fi

command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || fail "needs apt-get and dpkg-deb of a Debian system"
command -v python3 >/dev/null || fail "needs python3"
mkdir -p "$folder"
temporary=$(mktemp -d "$folder/.fetch-XXXXXX")
trap 'rm -rf "$temporary"' EXIT
(cd "$temporary" && apt-get download -qq "dataset-fashion-mnist=$version") ||
    fail "could not fetch dataset-fashion-mnist $version; is the network there, and are the package lists?"
archive=$(find "$temporary" -name '*.deb' | head -n 1)
matches "$archive" "$package_sum" || fail "the package has another sha256 than the pinned $package_sum"
dpkg-deb --extract "$archive" "$temporary/package"

# An IDX file of images is 16 bytes of header, then the pixels; a .npy file is another header, then the same.
python3 - "$temporary" <<'PYTHON'
import gzip, pathlib, struct, sys

folder = pathlib.Path(sys.argv[1])
for idx, npy in [("train", "base"), ("t10k", "queries")]:
    path, = folder.glob(f"package/**/{idx}-images-idx3-ubyte*")
    data = path.read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    magic, count, rows, columns = struct.unpack(">4I", data[:16])
    assert magic == 0x803 and len(data) == 16 + count * rows * columns, path
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({count}, {rows * columns}), }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
    (folder / f"fashion-mnist-{npy}.npy").write_bytes(start + data[16:])
PYTHON
matches "$temporary/fashion-mnist-base.npy" "$base_sum" || fail "the vectors are not the pinned ones"
matches "$temporary/fashion-mnist-queries.npy" "$queries_sum" || fail "the queries are not the pinned ones"
mv "$temporary"/fashion-mnist-*.npy "$folder/"
echo "$base"
echo "$queries"
