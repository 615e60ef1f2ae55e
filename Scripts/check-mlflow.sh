#!/usr/bin/env bash
# Sends traces of chains to a real MLflow server and reads them back through MLflow's own client: spans, parents, inputs and
# outputs. Where MLflow cannot be installed it says so and passes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
version=3.17.2
environment=${TESSERA_MLFLOW_ENVIRONMENT:-${XDG_CACHE_HOME:-$HOME/.cache}/tessera/mlflow-$version}
work=$(mktemp -d "${TMPDIR:-/tmp}/tessera-mlflow.XXXXXX")
server=
trap '[ -z "$server" ] || kill -- "-$server" 2>/dev/null; rm -rf "$work"' EXIT

if [ ! -x "$environment/bin/mlflow" ]; then
    python3 -m venv "$environment" && "$environment/bin/pip" install -q "mlflow==$version" || {
        rm -rf "$environment"
        printf 'check-mlflow: SKIPPED: mlflow %s cannot be installed here\n' "$version" >&2
        exit 0
    }
fi

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
export MLFLOW_DISABLE_TELEMETRY=true DO_NOT_TRACK=true
# In a group of its own: the server starts workers that must end with it.
setsid "$environment/bin/mlflow" server --host 127.0.0.1 --port "$port" --workers 1 \
    --backend-store-uri "sqlite:///$work/mlflow.db" --artifacts-destination "$work/artifacts" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
    python3 -c "import urllib.request; urllib.request.urlopen('$url/health')" 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.5
done

if [ -n "${TESSERA_TESTS:-}" ]; then
    TESSERA_MLFLOW=$url "$TESSERA_TESTS" --testing-library swift-testing --filter MLflowTests
else
    (cd "$root" && TESSERA_MLFLOW=$url swift test -c release --filter MLflowTests)
fi

"$environment/bin/python" - "$url" <<'PYTHON'
import sys

from mlflow import MlflowClient

client = MlflowClient(sys.argv[1])


def check(condition, what):
    if not condition:
        sys.exit(f"check-mlflow: {what}")


trace = client.get_trace("tr-00000000000000000000000000000a11")
spans = {span.name: span for span in trace.data.spans}
steps = ["query_processing", "retrieval", "packing", "generation", "post_processing"]
check(set(spans) == {"rag_chain", "white_space", "chat scripted", *steps}, f"spans: {sorted(spans)}")
root = spans["rag_chain"]
check(root.parent_id is None, "the chain has a parent")
for step in steps:
    check(spans[step].parent_id == root.span_id, f"the parent of {step}")
chat = spans["chat scripted"]
check(chat.parent_id == spans["generation"].span_id, "the parent of the model's span")
check(root.inputs == 'How are "index" files 書かれる?', f"the chain's input: {root.inputs!r}")
check(root.outputs == "Aside, then renamed [1].", f"the chain's output: {root.outputs!r}")
check(chat.span_type == "CHAT_MODEL", f"the model's type: {chat.span_type}")
check("Index files are written aside and renamed." in str(chat.inputs), f"the model's input: {chat.inputs!r}")
check("Aside, then renamed [1]." in str(chat.outputs), f"the model's output: {chat.outputs!r}")
check(spans["retrieval"].span_type == "RETRIEVER", f"the retrieval's type: {spans['retrieval'].span_type}")
check("a.md" in str(spans["retrieval"].outputs), f"what was found: {spans['retrieval'].outputs!r}")
for span in trace.data.spans:
    check(span.start_time_ns <= span.end_time_ns, f"the times of {span.name}")
failed = client.get_trace("tr-00000000000000000000000000000a12")
check(str(failed.info.state).endswith("ERROR"), f"the failed call's state: {failed.info.state}")
print(f"check-mlflow: passed: {len(trace.data.spans)} spans with inputs and outputs, and a failed call")
PYTHON
