#!/usr/bin/env python3
"""MiniLM in ONNX Runtime (float32, graph optimised; int8, quantized dynamically), OpenVINO (float32 and bfloat16), PyTorch and
llama.cpp's server: texts and tokens a CPU second, how long one query of 12 tokens takes by itself, and how far the vectors
are from float32's.

    python3 -m venv V && V/bin/pip install torch==2.13.0 transformers==5.0.0 tokenizers==0.22.2 onnx==1.23.2 onnxruntime==1.32.0 openvino==2026.4.1 gguf==0.19.0 safetensors==0.8.0
    V/bin/python Benchmarks/peers/embed_texts.py MODEL_FOLDER SCIFACT_FOLDER TEXTS_FOLDER
    V/bin/python Benchmarks/peers/embed.py MODEL_FOLDER TEXTS_FOLDER/passages.txt [--first N] [--batch 32] [--turns 3]
        [--threads 1] [--engines onnxruntime,onnxruntime-int8,openvino,openvino-bf16,torch,llama] [-- COMMAND …]

TEXTS has one text a line, of which the first N are taken. Batches are sorted by length; tokens are counted without padding.
With a COMMAND, such as `tessera-bench embed …`, it runs after each turn of the peers, so that both are measured in the same
minutes; it takes the texts from a file that `{texts}` in it stands for. `llama` needs `Scripts/fetch-models.sh llama-server` and
has its weights in float32; its CPU seconds are the server's, without this script's.
"""
import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import numpy as np
import onnxruntime
import tokenizers
import torch
import transformers

command = []
if "--" in sys.argv:
    place = sys.argv.index("--")
    command = sys.argv[place + 1:]
    sys.argv = sys.argv[:place]
parser = argparse.ArgumentParser()
parser.add_argument("model", type=pathlib.Path)
parser.add_argument("texts", type=pathlib.Path)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--first", type=int, help="how many of the texts")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--queries", type=int, default=100, help="how often the query is asked")
parser.add_argument("--engines", default="onnxruntime,onnxruntime-int8,openvino,openvino-bf16")
options = parser.parse_args()

texts = options.texts.read_text(encoding="utf-8").splitlines()[:options.first]
query = "how do I reset my password in the online store"
tokenizer = tokenizers.Tokenizer.from_file(str(options.model / "tokenizer.json"))
tokenizer.enable_truncation(256)
tokenizer.enable_padding()
torch.set_num_threads(options.threads)
model = transformers.AutoModel.from_pretrained(options.model, attn_implementation="eager").eval()


class Encoder(torch.nn.Module):
    """The model's own layers with attention spelled out, in the form that ONNX Runtime's optimiser fuses."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, mask):
        heads, width = model.config.num_attention_heads, model.config.hidden_size // model.config.num_attention_heads
        bias = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(torch.float32)) * -10000.0
        x = self.model.embeddings(input_ids=ids, token_type_ids=torch.zeros_like(ids))

        def split(y):
            return y.view(y.size()[:-1] + (heads, width)).permute(0, 2, 1, 3)

        for layer in self.model.encoder.layer:
            attention = getattr(layer.attention, "self")
            q, k, v = split(attention.query(x)), split(attention.key(x)), split(attention.value(x))
            scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(width) + bias
            context = torch.matmul(torch.softmax(scores, dim=-1), v).permute(0, 2, 1, 3).contiguous()
            context = context.view(context.size()[:-2] + (heads * width,))
            x = layer.attention.output(context, x)
            x = layer.output(layer.intermediate(x), x)
        return x


wrapped = Encoder(model).eval()
folder = tempfile.mkdtemp()
example = tokenizer.encode_batch(["a text", "another, longer text"])
arguments = (torch.tensor([e.ids for e in example]), torch.tensor([e.attention_mask for e in example]))
torch.onnx.export(
    wrapped, arguments, f"{folder}/model.onnx", input_names=["ids", "mask"], output_names=["vectors"],
    dynamic_axes={"ids": {0: "n", 1: "l"}, "mask": {0: "n", 1: "l"}, "vectors": {0: "n", 1: "l"}}, dynamo=False)
settings = onnxruntime.SessionOptions()
settings.intra_op_num_threads, settings.inter_op_num_threads = options.threads, 1
path = f"{folder}/model.onnx"
try:
    # The fused attention, layer norm and GELU of ONNX Runtime's own optimiser for transformers.
    from onnxruntime.transformers import optimizer
    fused = optimizer.optimize_model(path, model_type="bert", num_heads=12, hidden_size=384)
    fused.save_model_to_file(f"{folder}/fused.onnx")
    print("fused:", fused.get_fused_operator_statistics(), file=sys.stderr)
    path = f"{folder}/fused.onnx"
except Exception as error:
    print("the graph is not fused:", error, file=sys.stderr)
session = onnxruntime.InferenceSession(path, settings, providers=["CPUExecutionProvider"])


def run_onnx(ids, mask):
    return session.run(None, {"ids": ids, "mask": mask})[0]


def onnx_int8():
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    quantize_dynamic(path, f"{folder}/int8.onnx", weight_type=QuantType.QInt8, per_channel=True,
                     extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})
    session = onnxruntime.InferenceSession(f"{folder}/int8.onnx", settings, providers=["CPUExecutionProvider"])
    return lambda ids, mask: session.run(None, {"ids": ids, "mask": mask})[0]


def openvino(precision):
    import openvino
    compiled = openvino.Core().compile_model(
        f"{folder}/model.onnx", "CPU",
        {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": options.threads, "NUM_STREAMS": 1})
    request = compiled.create_infer_request()
    return lambda ids, mask: request.infer({"ids": ids, "mask": mask})["vectors"]


def run_torch(ids, mask):
    with torch.inference_mode():
        return wrapped(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()


class LlamaServer:
    """llama.cpp's server with the weights as GGUF; what it takes is asked of the system, since it is another process."""

    def __init__(self):
        import minilm_gguf
        weights = pathlib.Path(folder) / "model.gguf"
        minilm_gguf.write(options.model, weights)
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "tessera/models"
        bin = pathlib.Path(os.environ.get("TESSERA_MODELS", cache)) / "llama-server/bin"
        self.port, threads = 18000 + os.getpid() % 2000, str(options.threads)
        self.process = subprocess.Popen(
            [bin / "llama-server", "-m", weights, "--embeddings", "--host", "127.0.0.1", "--port", str(self.port),
             "-t", threads, "-tb", threads, "-c", "4096", "-np", "8", "-b", "4096", "-ub", "4096"],
            env=os.environ | {"LD_LIBRARY_PATH": str(bin)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            time.sleep(0.1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health")
                return
            except OSError:
                assert self.process.poll() is None, "llama-server does not start; Scripts/fetch-models.sh llama-server"
        self.stop()
        sys.exit("llama-server does not answer")

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def embed(self, texts):
        vectors, tokens = [], 0
        for start in range(0, len(texts), options.batch):
            body = json.dumps({"input": texts[start:start + options.batch]}).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{self.port}/v1/embeddings", body, {"Content-Type": "application/json"})
            answer = json.load(urllib.request.urlopen(request))
            vectors += [item["embedding"] for item in sorted(answer["data"], key=lambda item: item["index"])]
            tokens += answer["usage"]["prompt_tokens"]
        return np.array(vectors, np.float32), tokens

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Engine:
    """One that runs in this process."""

    def __init__(self, run):
        self.run = run

    def cpu(self):
        return time.process_time()

    def stop(self):
        pass

    def embed(self, texts):
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        vectors = np.zeros((len(texts), 384), np.float32)
        tokens = 0
        for start in range(0, len(order), options.batch):
            rows = order[start:start + options.batch]
            encoded = tokenizer.encode_batch([texts[i] for i in rows])
            mask = np.array([e.attention_mask for e in encoded], np.int64)
            output = self.run(np.array([e.ids for e in encoded], np.int64), mask)
            pooled = (output * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
            vectors[rows] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
            tokens += int(mask.sum())
        return vectors, tokens


def report(name, **values):
    print(json.dumps({"engine": name, "threads": options.threads, **values}), flush=True)


def ask(name, engine):
    """The query by itself; wall time, as a reader who waits sees it."""
    seconds = []
    for turn in range(options.queries + 10):
        start = time.perf_counter()
        engine.embed([query])
        if turn >= 10:
            seconds.append(time.perf_counter() - start)
    seconds.sort()
    p50, p99 = (seconds[math.ceil(share * len(seconds)) - 1] for share in (0.5, 0.99))
    report(name, p50=round(p50, 6), p99=round(p99, 6), least=round(seconds[0], 6))


# The spelled-out model must be the model.
with torch.inference_mode():
    expected = model(input_ids=arguments[0], attention_mask=arguments[1]).last_hidden_state
    assert torch.allclose(wrapped(*arguments), expected, atol=1e-4)
makers = {"onnxruntime": lambda: Engine(run_onnx), "onnxruntime-int8": lambda: Engine(onnx_int8()),
          "openvino": lambda: Engine(openvino("f32")), "openvino-bf16": lambda: Engine(openvino("bf16")),
          "torch": lambda: Engine(run_torch), "llama": LlamaServer}
taken = pathlib.Path(folder) / "texts.txt"
taken.write_text("\n".join(texts) + "\n", encoding="utf-8")
command = [part.replace("{texts}", str(taken)) for part in command]
engines = []
try:
    for name in options.engines.split(","):
        engines.append((name, makers[name]()))
    exact, _ = Engine(run_onnx).embed(texts[:32])
    for name, engine in engines:
        cosines = (engine.embed(texts[:32])[0] * exact).sum(1)
        report(name, cosineToFloat32={
            "mean": round(float(cosines.mean()), 6), "worst": round(float(cosines.min()), 6)})
    for turn in range(options.turns):
        for name, engine in engines:
            cpu, wall = engine.cpu(), time.perf_counter()
            _, tokens = engine.embed(texts)
            cpu, wall = engine.cpu() - cpu, time.perf_counter() - wall
            report(name, textsPerCPUSecond=round(len(texts) / cpu, 1), tokensPerCPUSecond=round(tokens / cpu, 1),
                   wall=round(wall, 3))
            ask(name, engine)
        if command:
            subprocess.run(command, check=True)
finally:
    for _, engine in engines:
        engine.stop()
