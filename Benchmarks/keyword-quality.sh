#!/usr/bin/env bash
# Prints the tables of keyword search in Docs/RetrievalQuality.md, a line for each analyzer and weight.
#
#   bash Benchmarks/keyword-quality.sh DATA
#
# DATA holds scifact, cranfield and jaquad as BEIR lays them out (corpus.jsonl, queries.jsonl, qrels/). TESSERA_BENCH names the program
# if it is not in Benchmarks/.build/release.
set -euo pipefail

data=${1:?the folder of the data sets}
bench=${TESSERA_BENCH:-$(dirname "$0")/.build/release/tessera-bench}

# row SET QRELS ANALYZER WEIGHT [OPTION …]
row() {
    local set=$1 qrels=$2 analyzer=$3 weight=$4 line
    shift 4
    line=$("$bench" retrieval --data "$data/$set" --qrels "$qrels" --mode keyword --analyzer "$analyzer" \
        --title-weight "$weight" --json "$@" 2>/dev/null)
    python3 -c 'import json, sys
row = json.loads(sys.argv[1])
print("| {analyzer} | {titleWeight:g} | {0:.4f} | {1:.4f} | {2:.4f} | {cpuQPS:,.0f} |".format(
    row["ndcg@10"], row["recall@100"], row["mrr@10"], **row))' "$line"
}

table() { printf '\n### %s\n\n| analyzer | title | nDCG@10 | recall@100 | MRR@10 | queries a CPU second |\n|---|---|---|---|---|---|\n' "$1"; }

english() {
    for analyzer in "english characters=kept" "english stop-words=standard" "english stemming=none" \
        "english stop-words=standard stemming=none" german code; do
        row "$1" test "$analyzer" 2 "${@:2}"
    done
    for weight in 1 3 5; do row "$1" test "english characters=kept" "$weight" "${@:2}"; done
}

table SciFact && english scifact
table "SciFact, the three rarest words of each question" && english scifact --shorten 3
table Cranfield && english cranfield
table "Cranfield, the three rarest words of each question" && english cranfield --shorten 3
table JaQuAD
for analyzer in "english characters=kept" english "english words=system" "english words=system characters=kept" \
    "english stemming=none"; do
    row jaquad dev "$analyzer" 2
done
for weight in 1 3; do row jaquad dev "english characters=kept" "$weight"; done

printf "\n### BM25's k1 and b\n\n| k1 | b | SciFact | Cranfield | JaQuAD |\n|---|---|---|---|---|\n"
for pair in "0.9 0.4" "0.9 0.75" "1.2 0.4" "1.2 0.75" "1.2 0.9" "1.5 0.75" "2 0.75"; do
    read -r k1 b <<<"$pair"
    printf '| %s | %s |' "$k1" "$b"
    for set in scifact:test cranfield:test jaquad:dev; do
        "$bench" retrieval --data "$data/${set%%:*}" --qrels "${set##*:}" --mode keyword --analyzer "english characters=kept" \
            --title-weight 2 --k1 "$k1" --b "$b" --json 2>/dev/null |
            python3 -c 'import json, sys; print(" {0:.4f} |".format(json.loads(sys.stdin.read())["ndcg@10"]), end="")'
    done
    printf '\n'
done
