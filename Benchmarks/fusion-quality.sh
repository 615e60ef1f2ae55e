#!/usr/bin/env bash
# Prints the tables of vector and hybrid search in Docs/RetrievalQuality.md, a line for each way.
#
#   bash Benchmarks/fusion-quality.sh DATA
#
# DATA holds scifact, cranfield and jaquad as BEIR lays them out; the encoder is the fetched MiniLM (Scripts/fetch-models.sh). TESSERA_BENCH
# names the program if it is not in Benchmarks/.build/release.
set -euo pipefail

data=${1:?the folder of the data sets}
bench=${TESSERA_BENCH:-$(dirname "$0")/.build/release/tessera-bench}
stores=$(mktemp -d)
trap 'rm -rf "$stores"' EXIT

# row SET QRELS NAME MODE [OPTION …]
row() {
    local set=$1 qrels=$2 name=$3 mode=$4 line
    shift 4
    [ "$mode" = keyword ] || set -- --store "$stores/$set" "$@"
    line=$("$bench" retrieval --data "$data/$set" --qrels "$qrels" --mode "$mode" --json "$@" 2>/dev/null)
    python3 -c 'import json, sys
row = json.loads(sys.argv[2])
print("| {0} | {1:.4f} | {2:.4f} | {3:.4f} |".format(sys.argv[1], row["ndcg@10"], row["recall@100"], row["mrr@10"]))' "$name" "$line"
}

for set in scifact:test cranfield:test jaquad:dev; do
    qrels=${set##*:}
    set=${set%%:*}
    printf '\n### %s\n\n| | nDCG@10 | recall@100 | MRR@10 |\n|---|---|---|---|\n' "$set"
    row "$set" "$qrels" keywords keyword
    row "$set" "$qrels" vectors vector
    for weight in 0.2 0.3 0.4 0.5 0.6 0.7; do row "$set" "$qrels" "convex, weight of vectors $weight" hybrid --fusion "convex:$weight"; done
    for k in 10 60; do row "$set" "$qrels" "reciprocal ranks, k $k" hybrid --fusion "rrf:$k"; done
    for depth in 200 1000; do row "$set" "$qrels" "convex .5, $depth candidates" hybrid --candidates "$depth"; done
done
printf '\n### scifact, the first 50 in the order of MaxSim over the token vectors\n\n| | nDCG@10 | recall@100 | MRR@10 |\n|---|---|---|---|\n'
row scifact test "keywords, then MaxSim" keyword --rerank maxsim
row scifact test "hybrid, then MaxSim" hybrid --rerank maxsim
