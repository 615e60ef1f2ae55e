#!/usr/bin/env python3
"""Makes small encoders of every family with random weights and records what `transformers` makes of them, for
Tests/ModelServingTests/Fixtures/encoders:

  texts.json              the texts, and the pairs of a query and a passage
  NAME/                   a model in the Hugging Face layout, with a classification head of one label
  NAME/vectors.f32        pooled vectors of the texts as passages, then as queries: little-endian float32, (2 texts, dimension)
  NAME/tokens.f32         the vectors of the tokens of the first texts, one text behind the other
  NAME/pairs.json         for each pair its ids, types and the head's logit
  static-*/               tables in Model2Vec's layout, with vectors.f32

    python3 -m venv V && V/bin/pip install torch==2.13.0 transformers==5.0.0 tokenizers==0.22.2 safetensors==0.8.0 model2vec==0.10.0
    V/bin/python Scripts/record-encoder-architectures.py

With `--compare FOLDER` it writes larger models there instead, of the shapes that published ones have, which
EncoderArchitectureTests reads:

    TESSERA_ENCODER_COMPARISON=FOLDER swift test -c release --filter EncoderArchitectureTests
"""
import json
import pathlib
import random
import sys

import model2vec
import numpy as np
import safetensors.torch
import tokenizers
import torch
import transformers

from tokenizer_texts import LINES, japanese, noise, sentence

assert (transformers.__version__, tokenizers.__version__) == ("5.0.0", "0.22.2")
FIXTURES = pathlib.Path(__file__).parent.parent / "Tests/ModelServingTests/Fixtures"
TOKEN_TEXTS = 4
PROMPTS = {"query": "query: ", "passage": "passage: "}
POOLING = {"mean": "pooling_mode_mean_tokens", "cls": "pooling_mode_cls_token", "max": "pooling_mode_max_tokens"}


def texts(long):
    rng = random.Random(5)
    lines = ["a red fox", "the quick brown fox's jumps, over 12 lazy dogs!", "日本語の文章です。東京は2024年。", "<pad> x <pad><pad> y </s>"]
    lines += ["", " ", "[SEP] [PAD]", LINES[3], noise(rng, 40), sentence(rng) + " 🎉 " + japanese(rng)]
    return lines + [" ".join(sentence(rng) for _ in range(n)) for n in ((2, 6, 30, 60) if long else (2, 6, 12))]


def pairs(long):
    rng = random.Random(6)
    out = [["what is a fox?", "A fox is a small animal."], ["", ""], ["query", ""], ["", "a passage alone"]]
    lengths = [(1, 3), (1, 40), (40, 1), (30, 30), (31, 30), (30, 31), (2, 7), (7, 2)] if long else \
        [(1, 8), (8, 1), (6, 6), (7, 6), (6, 7)]
    return out + [[" ".join(sentence(rng) for _ in range(a)), " ".join(sentence(rng) for _ in range(b))] for a, b in lengths]


def tokenizer_json(name):
    return json.loads((FIXTURES / "tokenizers" / name / "tokenizer.json").read_text(encoding="utf-8"))


def template(start, end, separators, types):
    def token(name, type_id):
        return {"SpecialToken": {"id": name, "type_id": type_id}}
    pair = [token(start, 0), {"Sequence": {"id": "A", "type_id": 0}}] + [token(end, 0)] * separators
    pair += [{"Sequence": {"id": "B", "type_id": types}}, token(end, types)]
    return {"type": "TemplateProcessing", "single": [pair[0], pair[1], token(end, 0)], "pair": pair}


def bert_template(json):
    json["post_processor"] = template("[CLS]", "[SEP]", 1, 1)
    json["post_processor"]["special_tokens"] = {t: {"id": t, "ids": [i], "tokens": [t]} for t, i in (("[CLS]", 1), ("[SEP]", 2))}
    return json


def xlm_tokenizer():
    json = tokenizer_json("xlm-roberta")
    special = json["post_processor"]["special_tokens"]
    json["post_processor"] = template("<s>", "</s>", 2, 0) | {"special_tokens": special}
    return json


def mpnet_tokenizer():
    """BERT's word pieces with RoBERTa's special tokens, as MPNet has them."""
    json = tokenizer_json("bert")
    vocabulary = sorted(json["model"]["vocab"], key=json["model"]["vocab"].get)
    vocabulary = ["<s>", "<pad>", "</s>", "<unk>", "[UNK]"] + [t for t in vocabulary if t not in ("[UNK]", "[CLS]", "[SEP]", "[MASK]")]
    json["model"]["vocab"] = {t: i for i, t in enumerate(vocabulary + ["<mask>"])}
    flags = {"single_word": False, "rstrip": False, "normalized": False, "special": True}
    json["added_tokens"] = [{"id": json["model"]["vocab"][t], "content": t, "lstrip": t == "<mask>"} | flags
                            for t in ("<s>", "<pad>", "</s>", "<unk>", "[UNK]", "<mask>")]
    json["post_processor"] = {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": True,
                              "add_prefix_space": False}
    return json


def sizes(long, width):
    heads = 2 if not long else 6
    hidden = width * heads
    return dict(vocab_size=520, hidden_size=hidden, intermediate_size=2 * hidden if long else 37, num_attention_heads=heads,
                num_hidden_layers=4 if long else 2, num_labels=1)


def distil_sizes(long, width):
    s = sizes(long, width)
    return dict(vocab_size=520, dim=s["hidden_size"], hidden_dim=s["intermediate_size"], n_heads=s["num_attention_heads"],
                n_layers=s["num_hidden_layers"], num_labels=1)


def models(long):
    """name, configuration, class, tokenizer, longest sequence, pooling, normalised, prompts, type of the weights"""
    t = transformers
    width = lambda small, large: large if long else small
    length = 512 if long else 60
    return [
        ("bert", t.BertConfig(**sizes(long, width(12, 32)), max_position_embeddings=length), t.BertForSequenceClassification,
         bert_template(tokenizer_json("bert")), length, "mean", True, {}, torch.float16),
        ("roberta", t.RobertaConfig(**sizes(long, width(12, 64)), max_position_embeddings=length + 2, type_vocab_size=1,
                                    layer_norm_eps=1e-5, pad_token_id=1), t.RobertaForSequenceClassification,
         tokenizer_json("roberta"), length, "cls", True, {}, torch.bfloat16),
        ("xlm-roberta", t.XLMRobertaConfig(**sizes(long, width(10, 32)), max_position_embeddings=length + 2, type_vocab_size=1,
                                           layer_norm_eps=1e-5, pad_token_id=1), t.XLMRobertaForSequenceClassification,
         xlm_tokenizer(), length, "mean", False, PROMPTS, torch.float32),
        ("distilbert", t.DistilBertConfig(**distil_sizes(long, width(12, 64)), max_position_embeddings=length),
         t.DistilBertForSequenceClassification, bert_template(tokenizer_json("bert")), length, "max", True, {}, torch.float16),
        ("mpnet", t.MPNetConfig(**sizes(long, width(8, 64)), max_position_embeddings=(512 if long else 200) + 2),
         t.MPNetForSequenceClassification, mpnet_tokenizer(), 512 if long else 200, "mean", True, {}, torch.float16),
    ]


def fill(model, dtype):
    """Weights large enough that attention, activations and positions matter; rounded to the type that they are kept in."""
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for name, p in model.named_parameters():
            values = torch.randn(p.shape, generator=generator)
            scale = 1.5 / p.shape[-1] ** 0.5 if p.dim() == 2 and "embeddings" not in name else 0.7
            if "LayerNorm.weight" in name or "layer_norm.weight" in name:
                values = 1 + 0.2 * values
                scale = 1
            if name.endswith("bias"):
                scale = 0.2
            if "relative_attention_bias" in name:
                scale = 2
            p.copy_((values * scale).to(dtype))


def encode(tokenizer, *text):
    """Ids and types of a text or a pair; the library cuts by longest_first."""
    encoding = tokenizer.encode(*text)
    return encoding.ids, encoding.type_ids


def pool(x, mode):
    return {"mean": x.mean(0), "cls": x[0], "max": x.max(0).values}[mode]


def record(folder, spec, lines, pair_lines):
    name, config, kind, tokenizer, length, mode, normalises, prompts, dtype = spec
    folder = folder / name
    (folder / "1_Pooling").mkdir(parents=True, exist_ok=True)
    model = kind(config).eval()
    fill(model, dtype)
    weights = {k: v.to(dtype).contiguous() for k, v in model.state_dict().items()}
    safetensors.torch.save_file(weights, folder / "model.safetensors", {"format": "pt"})

    def write(file, value):
        (folder / file).write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    kept = {k: v for k, v in config.to_dict().items() if v is not None}
    write("config.json", kept)
    write("tokenizer.json", tokenizer)
    write("sentence_bert_config.json", {"max_seq_length": length, "do_lower_case": False})
    write("1_Pooling/config.json", {"word_embedding_dimension": config.hidden_size} | {key: m == mode for m, key in POOLING.items()})
    modules = ["Transformer", "Pooling"] + ["Normalize"] * normalises
    write("modules.json", [{"idx": i, "name": str(i), "path": "" if i == 0 else f"{i}_{m}",
                            "type": f"sentence_transformers.models.{m}"} for i, m in enumerate(modules)])
    if prompts:
        write("config_sentence_transformers.json", {"prompts": prompts, "default_prompt_name": None})

    reader = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    reader.no_padding()
    reader.enable_truncation(length, strategy="longest_first")
    base = getattr(model, model.base_model_prefix)
    takes_types = config.model_type == "bert"

    def inputs(ids, types):
        extra = {"token_type_ids": torch.tensor([types])} if takes_types else {}
        return dict(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long)) | extra
    with torch.no_grad():
        vectors, tokens = [], []
        for prompt in (prompts.get("passage", ""), prompts.get("query", "")):
            for line in lines:
                x = base(**inputs(*encode(reader, prompt + line))).last_hidden_state[0]
                vectors.append(pool(x, mode))
        for line in lines[:TOKEN_TEXTS]:
            tokens.append(base(**inputs(*encode(reader, line))).last_hidden_state[0])
        out = []
        for pair in pair_lines:
            ids, types = encode(reader, *pair)
            out.append({"ids": ids, "types": types, "logit": model(**inputs(ids, types)).logits[0, 0].item()})
    vectors = torch.stack(vectors)
    if normalises:
        vectors = torch.nn.functional.normalize(vectors)
    vectors.numpy().astype("<f4").tofile(folder / "vectors.f32")
    torch.cat(tokens).numpy().astype("<f4").tofile(folder / "tokens.f32")
    write("pairs.json", out)
    logits = [p["logit"] for p in out]
    print(name, tuple(vectors.shape), "cosine of two texts", float(vectors[0] @ vectors[1]), "logits", min(logits), max(logits))


def record_static(folder, name, tokenizer, lines, width, dtype, weights, rows, normalises):
    rng = np.random.default_rng(8)
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    reader = tokenizers.Tokenizer.from_str(json.dumps(tokenizer))
    count = reader.get_vocab_size()
    model = model2vec.StaticModel(
        rng.standard_normal((rows or count, width)).astype(dtype), reader, {"model_type": "model2vec", "normalize": normalises},
        normalize=normalises, weights=rng.random(count).astype(np.float32) if weights else None,
        token_mapping=rng.integers(0, rows, count).astype(np.int32) if rows else None)
    model.save_pretrained(folder)
    for extra in folder.iterdir():
        if extra.name not in ("model.safetensors", "config.json", "tokenizer.json"):
            extra.unlink()
    model = model2vec.StaticModel.from_pretrained(folder)
    vectors = model.encode(lines, max_length=512)
    assert np.isfinite(vectors).all()
    vectors.astype("<f4").tofile(folder / "vectors.f32")
    print(name, vectors.shape, vectors.dtype)


def main():
    long = len(sys.argv) == 3 and sys.argv[1] == "--compare"
    folder = pathlib.Path(sys.argv[2]) if long else FIXTURES / "encoders"
    folder.mkdir(parents=True, exist_ok=True)
    lines, pair_lines = texts(long), pairs(long)
    (folder / "texts.json").write_text(json.dumps({"texts": lines, "pairs": pair_lines}, indent=0), encoding="utf-8")
    for spec in models(long):
        record(folder, spec, lines, pair_lines)
    word_piece = tokenizer_json("bert")
    word_piece["post_processor"] = None
    for token in ("[CLS]", "[SEP]", "[MASK]"):
        word_piece["model"]["vocab"][f"unused{token[1:-1]}"] = word_piece["model"]["vocab"].pop(token)
    word_piece["added_tokens"] = word_piece["added_tokens"][:1]
    record_static(folder, "static-plain", word_piece, lines, 16, np.float32, False, None, True)
    record_static(folder, "static-mapped", xlm_tokenizer(), lines, 16, np.float32, True, 60, False)


main()
