#!/usr/bin/env bash
# Fetches the data sets that `tessera-bench ann` is measured on, pinned by version and sha256.
#
#   bash Benchmarks/fetch-data.sh [SET …] [FOLDER]
#
#   fashion-mnist   60,000 × 784 and 10,000 queries, uint8 (MIT), from Debian's dataset-fashion-mnist; the set that is
#                   fetched when none is named
#   sentences       200,000 × 384 and 1,000 queries, float32: entries of two dictionaries, Debian's dict-gcide (GPL) and
#                   dict-wn (WordNet's licence), embedded by all-MiniLM-L6-v2 with this package's own encoder. Needs
#                   the model (Scripts/fetch-models.sh) and a build of tessera-bench, and about 35 minutes of CPU time
#                   on two threads, once.
#   patches         1,000,000 × 96 and 1,000 queries, uint8 (MIT): patches of 8 × 12 pixels of Fashion-MNIST's images
#
# Packages are unpacked, not installed. A set becomes FOLDER/SET-{base,queries}.npy, whose addresses are printed; what
# is there and whole is left alone. FOLDER is tessera/datasets in the user's cache folder unless given, by a name with
# a slash if it is not there yet. TESSERA_BENCH names the program if it is not in Benchmarks/.build/release; TESSERA_SENTENCES takes only so
# many texts of the base, for a trial.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/tessera/datasets
sets=()
for argument in "$@"; do
    case "$argument" in
        fashion-mnist | sentences | patches) sets+=("$argument") ;;
        -*) printf 'fetch-data: unknown option %s; see the head of this file\n' "$argument" >&2; exit 1 ;;
        */* | . | ..) folder=$argument ;;
        *) [ -d "$argument" ] && folder=$argument || unknown=$argument ;;
    esac
done
if [ -n "${unknown:-}" ]; then
    printf "fetch-data: there is no set '%s', nor a folder; there are fashion-mnist, sentences and patches\n" "$unknown" >&2
    exit 1
fi
[ ${#sets[@]} -gt 0 ] || sets=(fashion-mnist)

say() { printf 'fetch-data: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
matches() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

temporary=
trap '[ -z "$temporary" ] || rm -rf "$temporary"' EXIT

# prepare: makes FOLDER and a folder in it for what is not whole yet.
prepare() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || fail "needs apt-get and dpkg-deb of a Debian system"
    command -v python3 >/dev/null || fail "needs python3"
    mkdir -p "$folder"
    [ -n "$temporary" ] || temporary=$(mktemp -d "$folder/.fetch-XXXXXX")
}

# unpack PACKAGE VERSION SHA256: puts the package's files under $temporary/PACKAGE.
unpack() {
    mkdir -p "$temporary/$1.download"
    (cd "$temporary/$1.download" && apt-get download -qq -o APT::Sandbox::User=root "$1=$2") ||
        fail "could not fetch $1 $2; is the network there, and are the package lists (apt-get update)?"
    local archive
    archive=$(find "$temporary/$1.download" -name '*.deb' | head -n 1)
    matches "$archive" "$3" || fail "the package $1 has another sha256 than the pinned $3"
    dpkg-deb --extract "$archive" "$temporary/$1"
}

fashion_mnist() {
    local version=0.0~git20200523.55506a9-1
    local package_sum=39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0
    local base_sum=bfd02316142e3e3312c67f13b124cef0340e04a2570de6d73bc9ea9be17361d6
    local queries_sum=c39f8f8f386b05dd4303b246163e38be74246b89f80081d536dcb9d2b63270da
    local base=$folder/fashion-mnist-base.npy queries=$folder/fashion-mnist-queries.npy
    if ! { matches "$base" "$base_sum" && matches "$queries" "$queries_sum"; }; then
        prepare
        unpack dataset-fashion-mnist "$version" "$package_sum"
        # An IDX file of images is 16 bytes of header, then the pixels; a .npy file is another header, then the same.
        python3 - "$temporary" <<'PYTHON'
import gzip, pathlib, struct, sys

folder = pathlib.Path(sys.argv[1])
for idx, npy in [("train", "base"), ("t10k", "queries")]:
    path, = folder.glob(f"dataset-fashion-mnist/**/{idx}-images-idx3-ubyte*")
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
    fi
    printf '%s\n' "$base" "$queries"
}

patches() {
    local base_sum=6c0173a226495e26c20c076f23b51ab8073b8d3bf86863af782f274e30fa43a4
    local queries_sum=626dfd3379f5dad3fbe8549601bcb2dd40503298545f890cca103b892874c5e1
    local base=$folder/patches-base.npy queries=$folder/patches-queries.npy
    if ! { matches "$base" "$base_sum" && matches "$queries" "$queries_sum"; }; then
        fashion_mnist >/dev/null
        prepare
        # Places by chance, the same ones everywhere; a patch that is mostly blank, or was there before, is left out.
        python3 - "$folder" "$temporary" <<'PYTHON'
import pathlib, struct, sys

source, target = map(pathlib.Path, sys.argv[1:])
WIDTH, ROWS, COLUMNS = 28, 8, 12
state = 7


def chance(below):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % below


for name, count in [("base", 1_000_000), ("queries", 1_000)]:
    pixels = (source / f"fashion-mnist-{name}.npy").read_bytes()[128:]
    images = len(pixels) // WIDTH**2
    patches = {}
    while len(patches) < count:
        start = chance(images) * WIDTH**2 + chance(WIDTH - ROWS + 1) * WIDTH + chance(WIDTH - COLUMNS + 1)
        patch = b"".join(pixels[start + row * WIDTH:start + row * WIDTH + COLUMNS] for row in range(ROWS))
        if patch.count(0) <= ROWS * COLUMNS // 2:
            patches[patch] = True
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({count}, {ROWS * COLUMNS}), }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
    (target / f"patches-{name}.npy").write_bytes(start + b"".join(patches))
PYTHON
        matches "$temporary/patches-base.npy" "$base_sum" || fail "the patches are not the pinned ones"
        matches "$temporary/patches-queries.npy" "$queries_sum" || fail "the queries are not the pinned ones"
        mv "$temporary"/patches-*.npy "$folder/"
    fi
    printf '%s\n' "$base" "$queries"
}

# has_vectors FILE COUNT: whether it is a whole .npy file of COUNT × 384 float32.
has_vectors() {
    [ -f "$1" ] || return 1
    grep -qa "'descr': '<f4'.*'shape': ($2, 384)" <(head -c 256 "$1") || return 1
    local bytes
    bytes=$(stat -c %s "$1")
    [ $((bytes - $2 * 384 * 4)) -ge 64 ] && [ $((bytes - $2 * 384 * 4)) -le 256 ]
}

sentences() {
    local base_sum=d7e6f0a2192851e0b148c48de0b5dbbd3a98ffbd08e32f80c40dcb84c31d1631
    local queries_sum=7fa94123d00595b6ecb8e3cebfd36f78220d73e83a114648a73758137f62860c
    local base=$folder/sentences-base queries=$folder/sentences-queries count=${TESSERA_SENTENCES:-200000}
    if ! { matches "$base.txt" "$base_sum" && matches "$queries.txt" "$queries_sum" &&
        [ -f "$folder/sentences-LICENCE.txt" ]; }; then
        prepare
        unpack dict-gcide 0.48.5+nmu2 7b0af5cfde3cbdef5e9d6e78f92ec335ced7c2790f37a40f49bebc6f7347ac0f
        unpack dict-wn 1:3.0-37 ed99e0bf162815dc1cc69de3727eedd7112ddf170badf83dbde26209e0724a8c
        # The entries as single lines of up to 200 characters, without copies, in the order of their sha256, which is
        # as good as chance: the first 1,000 are the queries.
        python3 - "$temporary" <<'PYTHON'
import gzip, hashlib, pathlib, sys

folder = pathlib.Path(sys.argv[1])
digits = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


def number(text):
    value = 0
    for character in text:
        value = value * 64 + digits[character]
    return value


texts = set()
for package, name in [("dict-gcide", "gcide"), ("dict-wn", "wn")]:
    files = folder / package / "usr/share/dictd"
    data = gzip.decompress((files / f"{name}.dict.dz").read_bytes())
    places = set()
    for line in (files / f"{name}.index").read_text("utf-8").splitlines():
        head, start, length = line.split("\t")[:3]
        if not head.startswith("00-database"):
            places.add((number(start), number(length)))
    for start, length in places:
        line = ""
        for word in data[start:start + length].decode("utf-8", "replace").split():
            if len(line) + len(word) >= 200:
                break
            line += (" " if line else "") + word
        if len(line) >= 20:
            texts.add(line)
lines = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:201_000]
(folder / "sentences-queries.txt").write_text("\n".join(lines[:1000]) + "\n", "utf-8")
(folder / "sentences-base.txt").write_text("\n".join(lines[1000:]) + "\n", "utf-8")

licence = """The texts of sentences-base.txt and sentences-queries.txt are entries of two dictionaries, cut to single lines:
the GNU Collaborative International Dictionary of English (Debian's package dict-gcide 0.48.5+nmu2) and
WordNet 3.0 (Debian's package dict-wn 1:3.0-37). The vectors of sentences-*.npy are their embeddings by
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). What the two packages say of their licences follows.
"""
for package in ["dict-gcide", "dict-wn"]:
    notice = (folder / package / "usr/share/doc" / package / "copyright").read_text("utf-8", "replace")
    licence += f"\n==== {package}\n\n{notice}"
(folder / "sentences-LICENCE.txt").write_text(licence, "utf-8")
PYTHON
        matches "$temporary/sentences-base.txt" "$base_sum" || fail "the texts are not the pinned ones"
        matches "$temporary/sentences-queries.txt" "$queries_sum" || fail "the queries are not the pinned ones"
        mv "$temporary"/sentences-*.txt "$folder/"
    fi
    embed "$queries" 1000
    embed "$base" "$count"
    printf '%s\n' "$base.npy" "$queries.npy"
}

# embed NAME COUNT: the vectors of the first COUNT lines of NAME.txt, in NAME.npy.
embed() {
    ! has_vectors "$1.npy" "$2" || return 0
    local program=${TESSERA_BENCH:-$here/.build/release/tessera-bench}
    [ -x "$program" ] || fail "there is no $program: swift build -c release --package-path Benchmarks, or set TESSERA_BENCH"
    prepare
    local name=${1##*/}
    head -n "$2" "$1.txt" >"$temporary/$name.part.txt"
    say "embedding $2 texts on two threads: about $((($2 * 5 + 999) / 1000)) seconds"
    "$program" embed --texts "$temporary/$name.part.txt" --threads 2 --output "$temporary/$name.npy" >&2
    has_vectors "$temporary/$name.npy" "$2" || fail "the encoder gave no $2 vectors of 384 components"
    mv "$temporary/$name.npy" "$1.npy"
}

for set in "${sets[@]}"; do
    "${set//-/_}"
done
