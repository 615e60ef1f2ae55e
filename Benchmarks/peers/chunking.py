#!/usr/bin/env python3
"""Text splitters of PyPI on one thread: semantic-text-splitter, chonkie, langchain-text-splitters, haystack-ai.

    python3 -m venv V && V/bin/pip install semantic-text-splitter==0.33.1 chonkie==1.7.0 \\
        langchain-text-splitters==1.1.3 haystack-ai==3.4.1 tokenizers==0.23.3
    V/bin/python Benchmarks/peers/chunking.py --input FILE|FOLDER --unit characters|tokens|markdown [--size N] [--overlap N]
        [--tokenizer tokenizer.json] [--turns 3] [--peers NAME,…] [--limit BYTES] [-- COMMAND …]

Reads the text files (.txt, .md) of a folder, splits each, and prints a JSON line for each splitter: megabytes (10⁶ bytes of
UTF-8) a CPU second, the median of the turns, in which the splitters follow one another; what it lost of the characters
that are no white space; how many chunks are over the size, and how many are not found in the text at or behind the last
one's start. With a COMMAND, such as `tessera-bench chunk … --json`, it runs once in each turn and its lines are printed.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time
from importlib import metadata

command = []
if "--" in sys.argv:
    place = sys.argv.index("--")
    command = sys.argv[place + 1:]
    sys.argv = sys.argv[:place]
parser = argparse.ArgumentParser()
parser.add_argument("--input", type=pathlib.Path, required=True)
parser.add_argument("--unit", choices=["characters", "tokens", "markdown"], default="characters")
parser.add_argument("--size", type=int, default=1000)
parser.add_argument("--overlap", type=int, default=0)
parser.add_argument("--tokenizer", type=pathlib.Path, help="a tokenizer.json, for tokens")
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--peers", default="semantic-text-splitter,chonkie,langchain-text-splitters,haystack-ai")
parser.add_argument("--limit", type=int, help="splits no more than so many bytes of the input; slow peers need it")
options = parser.parse_args()


def texts():
    files = [options.input] if options.input.is_file() else sorted(
        path for path in options.input.rglob("*") if path.suffix in (".txt", ".md"))
    left, result = options.limit or 1 << 62, []
    for path in files:
        text = path.read_bytes()[:left].decode("utf-8", errors="ignore")
        left -= len(text.encode())
        if text.strip():
            result.append(text)
        if left <= 0:
            break
    return result


def tokenizer():
    from tokenizers import Tokenizer
    made = Tokenizer.from_file(str(options.tokenizer))
    # What is cut off behind a truncation would be lost.
    made.no_truncation()
    made.no_padding()
    return made


def semantic_text_splitter():
    from semantic_text_splitter import MarkdownSplitter, TextSplitter
    if options.unit == "tokens":
        splitter = TextSplitter.from_huggingface_tokenizer(tokenizer(), options.size, overlap=options.overlap)
    else:
        kind = MarkdownSplitter if options.unit == "markdown" else TextSplitter
        splitter = kind(options.size, overlap=options.overlap)
    return splitter.chunks


def chonkie():
    from chonkie import RecursiveChunker, TokenChunker
    if options.unit == "tokens":
        chunker = TokenChunker(tokenizer=tokenizer(), chunk_size=options.size, chunk_overlap=options.overlap)
    elif options.unit == "markdown":
        chunker = RecursiveChunker.from_recipe("markdown", tokenizer="character", chunk_size=options.size)
    else:
        chunker = RecursiveChunker(tokenizer="character", chunk_size=options.size)
    return lambda text: [chunk.text for chunk in chunker.chunk(text)]


def langchain_text_splitters():
    from langchain_text_splitters import MarkdownTextSplitter, RecursiveCharacterTextSplitter
    sizes = {"chunk_size": options.size, "chunk_overlap": options.overlap}
    if options.unit == "tokens":
        made = tokenizer()
        return RecursiveCharacterTextSplitter(
            length_function=lambda text: len(made.encode(text, add_special_tokens=False).ids), **sizes).split_text
    kind = MarkdownTextSplitter if options.unit == "markdown" else RecursiveCharacterTextSplitter
    return kind(**sizes).split_text


def haystack_ai():
    from haystack import Document
    from haystack.components.preprocessors import RecursiveDocumentSplitter
    if options.unit == "tokens":
        raise ValueError("it counts tokens by tiktoken, which wants the network")
    splitter = RecursiveDocumentSplitter(
        split_length=options.size, split_overlap=options.overlap, split_unit="char",
        separators=["\n\n", "\n", " "])
    splitter.warm_up()
    return lambda text: [made.content for made in splitter.run([Document(content=text)])["documents"]]


known = {"semantic-text-splitter": semantic_text_splitter, "chonkie": chonkie,
         "langchain-text-splitters": langchain_text_splitters, "haystack-ai": haystack_ai}


def lost(text, chunks):
    """How many characters that are no white space lie in no chunk, and how many chunks are not where they should be."""
    covered, start, misplaced = bytearray(len(text)), 0, 0
    for chunk in chunks:
        place = text.find(chunk, start)
        if place < 0:
            misplaced += 1
            continue
        covered[place:place + len(chunk)] = b"\1" * len(chunk)
        start = place
    return sum(not seen and not character.isspace() for seen, character in zip(covered, text)), misplaced


documents = texts()
size = sum(len(text.encode()) for text in documents)
splitters, turns, answers = {}, {}, {}
for name in options.peers.split(","):
    if name not in known:
        parser.error(f"--peers: there is no '{name}'; there are {', '.join(known)}")
    try:
        splitters[name] = known[name]()
    except Exception as error:
        print(f"chunking: {name} is left out: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
for turn in range(options.turns):
    for name, split in splitters.items():
        start = time.process_time()
        answers[name] = [split(text) for text in documents]
        turns.setdefault(name, []).append(size / 1e6 / (time.process_time() - start))
    if command:
        sys.stdout.flush()
        subprocess.run(command, check=True)
for name in splitters:
    gone = over = misplaced = count = 0
    for text, chunks in zip(documents, answers[name]):
        missing, wrong = lost(text, chunks)
        gone, misplaced, count = gone + missing, misplaced + wrong, count + len(chunks)
        over += sum(len(chunk) > options.size for chunk in chunks) if options.unit != "tokens" else 0
    print(json.dumps({
        "engine": name, "unit": options.unit, "size": options.size, "overlap": options.overlap, "bytes": size,
        "chunks": count, "megabytesPerCPUSecond": statistics.median(turns[name]), "lostCharacters": gone,
        "misplaced": misplaced, "overSize": over, "commit": f"{name} {metadata.version(name)}"}), flush=True)
