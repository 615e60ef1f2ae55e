#!/usr/bin/env bash
# From a folder of documents to a cited answer, from nothing.
#
#   bash Scripts/demo.sh [FOLDER] [QUESTION]
#
# FOLDER holds text, Markdown and HTML (default: this project's Docs). Installs what is missing, fetches the embedding
# model once, builds in release, ingests the folder, and streams an answer with its citations. Run it again and nothing
# is parsed or embedded that did not change. The store is kept in TESSERA_DEMO_STORE (default: .build/demo/<folder>).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

folder=${1:-$root/Docs}
question=${2:-"How does an index survive a crash?"}
[ -d "$folder" ] || { printf 'demo: no folder %s\n' "$folder" >&2; exit 1; }
folder=$(cd "$folder" && pwd)
store=${TESSERA_DEMO_STORE:-$root/.build/demo/$(basename "$folder")-$(printf '%s' "$folder" | cksum | cut -d ' ' -f 1)}

bash "$root/Scripts/setup.sh"
bash "$root/Scripts/fetch-models.sh" minilm

printf 'demo: building tessera in release (the first build takes several minutes)\n'
# One scratch path for the library and its examples: nothing is compiled twice.
swift build -c release --package-path "$root/Examples" --scratch-path "$root/.build" --disable-build-manifest-caching --product tessera
tessera=$(swift build -c release --package-path "$root/Examples" --scratch-path "$root/.build" --show-bin-path)/tessera

mkdir -p "$(dirname "$store")"
printf '\ndemo: ingesting %s into %s\n' "$folder" "$store"
"$tessera" ingest --store "$store" "$folder"

printf '\ndemo: %s\n\n' "$question"
"$tessera" ask --store "$store" "$question"
