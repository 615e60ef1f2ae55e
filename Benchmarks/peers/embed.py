#!/usr/bin/env python3
"""MiniLM on one thread in ONNX Runtime (float32, graph optimised; int8, quantized dynamically), OpenVINO (float32 and
bfloat16) and PyTorch: texts and tokens a CPU second, and how far the vectors are from float32's.

    python3 -m venv V && V/bin/pip install torch==2.13.0 transformers==5.0.0 tokenizers==0.22.2 onnx==1.23.2 onnxruntime==1.32.0 openvino==2026.4.1
    V/bin/python Benchmarks/peers/embed.py MODEL_FOLDER TEXTS [--batch 32] [--turns 3]
        [--engines onnxruntime,onnxruntime-int8,openvino,openvino-bf16,torch] [-- COMMAND …]

TEXTS has one text a line. Batches are sorted by length; tokens are counted without padding. With a COMMAND, such as
`tessera-bench embed …`, it runs after each turn of the peer, so that both are measured in the same minutes.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

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
parser.add_argument("--engines", default="onnxruntime,onnxruntime-int8,openvino,openvino-bf16")
options = parser.parse_args()

texts = options.texts.read_text(encoding="utf-8").splitlines()
tokenizer = tokenizers.Tokenizer.from_file(str(options.model / "tokenizer.json"))
tokenizer.enable_truncation(256)
tokenizer.enable_padding()
torch.set_num_threads(1)
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
settings.intra_op_num_threads = settings.inter_op_num_threads = 1
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
        {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1})
    request = compiled.create_infer_request()
    return lambda ids, mask: request.infer({"ids": ids, "mask": mask})["vectors"]


def run_torch(ids, mask):
    with torch.inference_mode():
        return wrapped(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()


def embed(texts, run):
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    vectors = np.zeros((len(texts), 384), np.float32)
    tokens = 0
    for start in range(0, len(order), options.batch):
        rows = order[start:start + options.batch]
        encoded = tokenizer.encode_batch([texts[i] for i in rows])
        mask = np.array([e.attention_mask for e in encoded], np.int64)
        output = run(np.array([e.ids for e in encoded], np.int64), mask)
        pooled = (output * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        vectors[rows] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        tokens += int(mask.sum())
    return vectors, tokens


# The spelled-out model must be the model.
with torch.inference_mode():
    expected = model(input_ids=arguments[0], attention_mask=arguments[1]).last_hidden_state
    assert torch.allclose(wrapped(*arguments), expected, atol=1e-4)
makers = {"onnxruntime": lambda: run_onnx, "onnxruntime-int8": onnx_int8, "openvino": lambda: openvino("f32"),
          "openvino-bf16": lambda: openvino("bf16"), "torch": lambda: run_torch}
engines = [(name, makers[name]()) for name in options.engines.split(",")]
exact, _ = embed(texts[:64], run_onnx)
for name, run in engines:
    cosines = (embed(texts[:64], run)[0] * exact).sum(1)
    print(json.dumps({"engine": name, "cosineToFloat32": {
        "mean": round(float(cosines.mean()), 6), "worst": round(float(cosines.min()), 6)}}), flush=True)
for turn in range(options.turns):
    for name, run in engines:
        cpu, wall = time.process_time(), time.perf_counter()
        _, tokens = embed(texts, run)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"engine": name, "textsPerCPUSecond": round(len(texts) / cpu, 1),
                          "tokensPerCPUSecond": round(tokens / cpu, 1), "wall": round(wall, 3)}), flush=True)
    if command:
        subprocess.run(command, check=True)
for name, run in engines:
    embed(["how do I reset my password in the store"], run)
    cpu = time.process_time()
    for _ in range(50):
        embed(["how do I reset my password in the store"], run)
    print(json.dumps({"engine": name, "queryMilliseconds": round((time.process_time() - cpu) / 50 * 1000, 3)}))
