#!/usr/bin/env python3
"""What a chain of five steps costs beyond its steps: LangChain and Haystack beside `tessera-bench chain`.

    python3 -m venv V && V/bin/pip install langchain-core==1.8.3 haystack-ai==3.4.1
    V/bin/python Benchmarks/peers/chain_overhead.py [--calls 2000] [--turns 5] [-- tessera-bench chain]

Query processing, retrieval, packing, generation and post-processing, each a function that takes no time. A way is the steps called one
after the other (`direct`), joined as the framework joins them (`chain`), and joined and traced in memory (`traced`): LangChain's
`RunnableLambda`s in a sequence by `invoke`, traced by its own run collector; Haystack's components in a `Pipeline`, traced by a tracer that
keeps each span with its tags in a list, inputs and outputs among them, as Tessera's and LangChain's traces have them. In each turn every engine has each of its ways, in turn, after a turn that does
not count; Tessera's program is run for each turn. Prints one table: medians over turns of the median and the 99th percentile of a turn's calls, and
the overhead, the one median less that of the direct calls. Wall time of one call after another, in microseconds.
"""
import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import time

command = []
if "--" in sys.argv:
    place = sys.argv.index("--")
    command = sys.argv[place + 1:]
    sys.argv = sys.argv[:place]
os.environ.update(HAYSTACK_TELEMETRY_ENABLED="False", HAYSTACK_AUTO_TRACE_ENABLED="false", LANGSMITH_TRACING="false")
parser = argparse.ArgumentParser()
parser.add_argument("--calls", type=int, default=2_000)
parser.add_argument("--turns", type=int, default=5)
options = parser.parse_args()

QUESTION = "How are index files written?"
ANSWER = "Index files are written aside and renamed [1]."
PASSAGES = ["Index files are written aside and renamed."] * 3
CONTEXT = "\n".join(PASSAGES)


class LangChain:
    name = "langchain-core"

    def __init__(self):
        from langchain_core.documents import Document
        from langchain_core.runnables import RunnableLambda
        from langchain_core.tracers.run_collector import RunCollectorCallbackHandler

        documents = [Document(page_content=text) for text in PASSAGES]
        self.collector = RunCollectorCallbackHandler
        self.steps = [
            lambda question: question,
            lambda question: {"question": question, "documents": documents},
            lambda found: {"question": found["question"], "context": CONTEXT},
            lambda packed: ANSWER,
            lambda answer: answer,
        ]
        first, *others = [RunnableLambda(step) for step in self.steps]
        for step in others:
            first = first | step
        self.sequence = first

    def direct(self):
        value = QUESTION
        for step in self.steps:
            value = step(value)
        return value

    def chain(self):
        return self.sequence.invoke(QUESTION)

    def traced(self):
        collector = self.collector()
        answer = self.sequence.invoke(QUESTION, config={"callbacks": [collector]})
        assert len(collector.traced_runs[0].child_runs) == 5
        return answer

    def end(self):
        pass


class Haystack:
    name = "haystack-ai"

    def __init__(self):
        from haystack import Document, Pipeline, component, tracing

        class MemorySpan(tracing.Span):
            def __init__(self, name, parent, tags):
                self.name, self.parent, self.tags = name, parent, dict(tags or {})
                self.start = time.time()

            def set_tag(self, key, value):
                self.tags[key] = value

        class MemoryTracer(tracing.Tracer):
            def __init__(self):
                self.spans, self.current = [], None

            @contextlib.contextmanager
            def trace(self, operation_name, tags=None, parent_span=None):
                before = self.current
                span = self.current = MemorySpan(operation_name, parent_span or before, tags)
                try:
                    yield span
                finally:
                    self.current = before
                    span.duration = time.time() - span.start
                    self.spans.append(span)

            def current_span(self):
                return self.current

        documents = [Document(content=text) for text in PASSAGES]

        @component
        class Processor:
            @component.output_types(question=str)
            def run(self, question: str):
                return {"question": question}

        @component
        class Retriever:
            @component.output_types(documents=list[Document])
            def run(self, question: str):
                return {"documents": documents}

        @component
        class Packer:
            @component.output_types(context=str)
            def run(self, documents: list[Document]):
                return {"context": CONTEXT}

        @component
        class Generator:
            @component.output_types(reply=str)
            def run(self, context: str):
                return {"reply": ANSWER}

        @component
        class PostProcessor:
            @component.output_types(answer=str)
            def run(self, reply: str):
                return {"answer": reply}

        self.steps = [Processor(), Retriever(), Packer(), Generator(), PostProcessor()]
        self.pipeline = Pipeline()
        for name, step in zip(["processor", "retriever", "packer", "generator", "post_processor"], self.steps):
            self.pipeline.add_component(name, step)
        self.pipeline.connect("processor.question", "retriever.question")
        self.pipeline.connect("retriever.documents", "packer.documents")
        self.pipeline.connect("packer.context", "generator.context")
        self.pipeline.connect("generator.reply", "post_processor.reply")
        self.tracing = tracing
        self.tracer = MemoryTracer()
        tracing.tracer.is_content_tracing_enabled = True

    def direct(self):
        value = {"question": QUESTION}
        for step in self.steps:
            value = step.run(**value)
        return value["answer"]

    def chain(self):
        return self.pipeline.run({"processor": {"question": QUESTION}})["post_processor"]["answer"]

    def traced(self):
        return self.chain()

    def begin(self, way):
        if way == "traced":
            self.tracing.enable_tracing(self.tracer)

    def end(self):
        assert len(self.tracer.spans) % 6 == 0, f"{len(self.tracer.spans)} spans"
        self.tracer.spans = []
        self.tracing.disable_tracing()


def median_and_tail(latencies):
    ordered = sorted(latencies)
    return statistics.median(ordered), ordered[max(0, -(-len(ordered) * 99 // 100) - 1)]


engines = [LangChain(), Haystack()]
ways = ["direct", "chain", "traced"]
figures = {}
for turn in range(options.turns + 1):
    for engine in engines:
        for offset in range(3):
            way = ways[(turn + offset) % 3]
            ask = getattr(engine, way)
            if hasattr(engine, "begin"):
                engine.begin(way)
            latencies = []
            for _ in range(options.calls):
                start = time.perf_counter()
                answer = ask()
                latencies.append(time.perf_counter() - start)
                assert answer == ANSWER, answer
            engine.end()
            if turn > 0:
                figures.setdefault((engine.name, way), []).append(median_and_tail(latencies))
    if command and turn > 0:
        ran = subprocess.run(
            command + ["--calls", str(options.calls), "--turns", "1", "--json"], check=True, capture_output=True, text=True)
        for line in map(json.loads, ran.stdout.splitlines()):
            figures.setdefault(("tessera", line["way"]), []).append((line["p50"], line["p99"]))

print(f"{'engine':16}{'way':8}{'p50 µs':>10}{'p99 µs':>10}{'overhead µs':>13}")
for (engine, way), turns in sorted(figures.items(), key=lambda item: (item[0][0], ways.index(item[0][1]))):
    p50, p99 = (statistics.median(turn[column] for turn in turns) * 1e6 for column in (0, 1))
    direct = statistics.median(turn[0] for turn in figures[(engine, "direct")]) * 1e6
    print(f"{engine:16}{way:8}{p50:10.1f}{p99:10.1f}{p50 - direct:13.1f}")
