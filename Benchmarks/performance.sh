#!/usr/bin/env bash
# Measures what Docs/Performance.md reports, and writes its tables and charts anew.
#
#   bash Benchmarks/performance.sh [PART …]
#
#   sentences   100,000 × 384 sentence embeddings, cosine, one thread, beside hnswlib, faiss and SymQG (about 20 minutes)
#   fashion     Fashion-MNIST, 60,000 × 784, squared L2, one thread, beside the same (about 14 minutes)
#   sizes       10,000 to 200,000 sentence embeddings, beside hnswlib (about 12 minutes)
#   threads     100,000 sentence embeddings on one thread and on two (about 4 minutes)
#   kernels     every distance kernel against this core's roofs, and SimSIMD's (about 3 minutes)
#   million     1,000,000 × 96 patches of images, squared L2, beside hnswlib (7 minutes with one of INDEXES; only when named)
#   families    every kind of index over 10,000 and 100,000 sentence embeddings and 1,000,000 patches, for
#               Docs/ChoosingAnIndex.md (7 minutes of three turns for the first two; only when named)
#   report      the tables and charts, from what the others wrote
#
# All of them but million and families in this order when none is named. Run it on a quiet machine: nothing else should use the caches.
#
#   RESULTS         the folder of the JSON lines (Benchmarks/results); Docs/Performance.md is made from it
#   TESSERA_BENCH   the program (Benchmarks/.build/release/tessera-bench)
#   TESSERA_DATA    the folder of the data sets, which fetch-data.sh fills (tessera/datasets in the user's cache folder)
#   PEERS_PYTHON    a python3 with numpy, rabitqlib, hnswlib, faiss-cpu and simsimd, as the scripts in Benchmarks/peers
#                   say; without it a virtual environment is made in the user's cache folder
#   INDEXES         which of Tessera's graphs are measured (hnsw,hnsw-u8,hnsw-u4,hnsw-rabitq; they take turns)
#   COMPARE         which of Debian's libraries stand beside them (hnswlib,faiss; faiss builds slowly)
#   TURNS           rounds of turns (5)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tessera
results=${RESULTS:-$here/results}
bench=${TESSERA_BENCH:-$here/.build/release/tessera-bench}
data=${TESSERA_DATA:-$cache/datasets}
turns=${TURNS:-5}
indexes=${INDEXES:-hnsw,hnsw-u8,hnsw-u4,hnsw-rabitq}
compare=${COMPARE:-hnswlib,faiss}

say() { printf 'performance: %s (%d s)\n' "$*" "$SECONDS" >&2; }
fail() { printf 'performance: %s\n' "$*" >&2; exit 1; }

[ -x "$bench" ] || fail "there is no $bench: swift build -c release --package-path Benchmarks, or set TESSERA_BENCH"
mkdir -p "$results"

peers_python() {
    local python=${PEERS_PYTHON:-$cache/peers/bin/python}
    if [ ! -x "$python" ]; then
        say "making $cache/peers for the peers from PyPI"
        python3 -m venv "$cache/peers" &&
            "$cache/peers/bin/pip" install --quiet numpy==2.4.6 rabitqlib==0.7.1 hnswlib==0.8.0 faiss-cpu==1.15.1 \
                simsimd==6.5.16 >&2 || fail "the peers cannot be installed; is the network there?"
    fi
    printf '%s\n' "$python"
}

# need SET: fetches a data set that is not there.
need() {
    [ -f "$data/$1-base.npy" ] && [ -f "$data/$1-queries.npy" ] ||
        TESSERA_BENCH=$bench bash "$here/fetch-data.sh" "$1" "$data" >/dev/null
}

# into FILE COMMAND …: writes a command's lines to a file of results, which appears when all of them are there.
into() {
    local file=$results/$1
    shift
    "$@" >"$file.part"
    mv "$file.part" "$file"
    say "$file"
}

m=(--set m=16 efConstruction=200 scanFactor=0 -k 10 --turns "$turns" --json)
sweep=(--sweep efSearch=10,16,24,36,56,84,128,200)
# Searches that end by distance; the slack grows with efSearch (adaptive=25: 0.0075 to 0.24), and at least k are kept.
by_distance=(--sweep efSearch=3,6,10,16,24,36,48,64,80,96 --set adaptive=25)
# The same with less slack and more candidates kept, which codes that are measured again can choose from.
short_walks=(--sweep efSearch=10,12,14,16,24,36,48,64,80,96,120 --set adaptive=10)

# beside_peers SET METRIC [OPTION …]: the peers of PyPI before and after Tessera, hnswlib and faiss of this process.
beside_peers() {
    local set=$1 metric=$2 python
    shift 2
    need "$set"
    python=$(peers_python)
    local files=(--base "$data/$set-base.npy" --queries "$data/$set-queries.npy" --metric "$metric" "$@")
    "$python" "$here/peers/symqg.py" "${files[@]}" -k 10 --turns "$turns" -- \
        "$bench" ann "${files[@]}" --index "$indexes" "${m[@]}" "${sweep[@]}" --compare "$compare"
    "$bench" ann "${files[@]}" --index "$indexes" "${m[@]}" "${by_distance[@]}" --singles 1 --compare hnswlib
    # Less memory: half or a quarter of a float kept for the rerank, or nothing.
    "$bench" ann "${files[@]}" --index hnsw-rabitq "${m[@]}" "${by_distance[@]}" --set keep=16 --singles 1 \
        --compare hnswlib
    "$bench" ann "${files[@]}" --index hnsw-u4 "${m[@]}" "${short_walks[@]}" --set keep=16 --singles 1 \
        --compare hnswlib
    "$bench" ann "${files[@]}" --index hnsw-u8 "${m[@]}" "${by_distance[@]}" --set keep=0 --singles 1 \
        --compare hnswlib
}

sentences() { into sentences.jsonl beside_peers sentences cosine --count 100000; }

fashion() { into fashion-mnist.jsonl beside_peers fashion-mnist l2 --query-count 1000; }

each_size() {
    local size
    for size in 10000 50000 100000 200000; do
        "$bench" ann --base "$data/sentences-base.npy" --queries "$data/sentences-queries.npy" --metric cosine \
            --count "$size" --index "$indexes" "${m[@]}" --sweep efSearch=16,32,64,128 \
            --singles 1 --compare hnswlib
        say "$size vectors"
    done
}

sizes() {
    need sentences
    into sizes.jsonl each_size
}

million() {
    need patches
    into million.jsonl "$bench" ann --base "$data/patches-base.npy" --queries "$data/patches-queries.npy" --metric l2 \
        --index "$indexes" "${m[@]}" "${sweep[@]}" --singles 1 --compare hnswlib
}

# every_kind SET METRIC CODES OPTION …: flat scans, inverted files and graphs, one after the other.
every_kind() {
    local set=$1 metric=$2 codes=$3 index
    shift 3
    local files=(--base "$data/$set-base.npy" --queries "$data/$set-queries.npy" --metric "$metric" "$@")
    local turned=(-k 10 --turns "$turns" --singles 1 --json)
    "$bench" ann "${files[@]}" --index flat,flat-rabitq "${turned[@]}"
    "$bench" ann "${files[@]}" --index ivf --sweep nprobe=4,8,16,32,64,128,256 "${turned[@]}"
    for keep in 32 16 0; do
        "$bench" ann "${files[@]}" --index ivfpq --sweep nprobe=4,8,16,32,64,128,256 --set keep="$keep" "${turned[@]}"
    done
    for index in hnsw "$codes"; do
        "$bench" ann "${files[@]}" --index "$index" "${m[@]}" "${sweep[@]}" --singles 1
    done
    "$bench" ann "${files[@]}" --index "$codes" "${m[@]}" "${sweep[@]}" --set keep=16 --singles 1
    "$bench" ann "${files[@]}" --index hnsw-u8 "${m[@]}" "${sweep[@]}" --set keep=0 --singles 1
    say "$set $*"
}

families() {
    need sentences
    need patches
    mkdir -p "$results/families"
    into families/small.jsonl every_kind sentences cosine hnsw-rabitq --count 10000
    into families/middle.jsonl every_kind sentences cosine hnsw-rabitq --count 100000
    into families/large.jsonl every_kind patches l2 hnsw-u4 --query-count 200
}

each_thread_count() {
    local threads
    for threads in 1 2; do
        "$bench" ann --base "$data/sentences-base.npy" --queries "$data/sentences-queries.npy" --metric cosine \
            --count 100000 --index "$indexes" "${m[@]}" --sweep efSearch=28,40,64,90,128 --singles 1 \
            --threads "$threads"
    done
}

threads() {
    need sentences
    into threads.jsonl each_thread_count
}

all_kernels() {
    "$bench" kernels --turns "$turns" --json
    "$(peers_python)" "$here/peers/simsimd_kernels.py" --turns "$turns"
}

kernels() { into kernels.jsonl all_kernels; }

report() {
    "$bench" report "$results" --charts "$root/Docs/Charts" --into "$root/Docs/Performance.md"
    say "Docs/Performance.md and Docs/Charts"
    [ ! -d "$results/families" ] || "$bench" report "$results/families" --into "$root/Docs/ChoosingAnIndex.md"
}

main() {
    local parts=("$@") part
    [ ${#parts[@]} -gt 0 ] || parts=(sentences fashion sizes threads kernels report)
    for part in "${parts[@]}"; do
        case "$part" in
            sentences | fashion | sizes | threads | kernels | million | families | report) ;;
            *) fail "there is no part '$part'; see the head of this file" ;;
        esac
    done
    for part in "${parts[@]}"; do "$part"; done
}

# One line, read whole: a change of this file while it runs for long changes nothing.
main "$@"; exit
