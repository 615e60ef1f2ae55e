#!/usr/bin/env python3
"""Writes Sources/Chunking/Boundaries/BreakProperties+Data.swift: what UAX #29 asks of each Unicode scalar.

Reads the Unicode Character Database as Debian's `unicode-data` installs it; another folder can be named:

    python3 Scripts/generate-break-tables.py [/usr/share/unicode]

Scalars with the same answers form a class. Two tables lead from a scalar to its class, 64 scalars a block as the last
byte of UTF-8 parts them, and a third from the class to the answers, packed as BreakProperties reads them.
"""
import pathlib
import re
import sys

UNICODE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
TARGET = pathlib.Path(__file__).parent.parent / "Sources/Chunking/Boundaries/BreakProperties+Data.swift"

# In the order of the cases of GraphemeBreak, WordBreak, SentenceBreak and WordScript.
GRAPHEME = ["Other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark",
            "L", "V", "T", "LV", "LVT", "Extended_Pictographic"]
WORD = ["Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana", "Hebrew_Letter",
        "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum", "Numeric", "ExtendNumLet",
        "WSegSpace"]
SENTENCE = ["Other", "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper", "OLetter", "Numeric", "ATerm",
            "SContinue", "STerm", "Close"]
SCRIPTS = {"Han": 1, "Hiragana": 2, "Thai": 3, "Lao": 3, "Khmer": 3, "Myanmar": 3}
CONJUNCT_SCRIPTS = {"Bengali", "Devanagari", "Gujarati", "Malayalam", "Oriya", "Telugu"}
LIMIT = 0x110000
BLOCK = 64
# Behind the ideographs of planes 2 and 3 only the tags of plane 14 have answers of their own.
DENSE_END, TAGS, TAGS_END = 0x32400, 0xE0000, 0xE1000


def load(name):
    """The value of each scalar, and the file's own version."""
    values = {}
    text = (UNICODE / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        for scalar in range(int(first, 16), int(last or first, 16) + 1):
            values.setdefault(scalar, []).append(fields[1])
    return values, re.search(r"-(\d+\.\d+\.\d+)\.txt", text.splitlines()[0])


grapheme, version = load("auxiliary/GraphemeBreakProperty.txt")
word, word_version = load("auxiliary/WordBreakProperty.txt")
sentence, sentence_version = load("auxiliary/SentenceBreakProperty.txt")
assert version[1] == word_version[1] == sentence_version[1]
emoji, _ = load("emoji/emoji-data.txt")
script, _ = load("Scripts.txt")
syllable, _ = load("IndicSyllabicCategory.txt")
derived, _ = load("DerivedCoreProperties.txt")
category = {}
first = 0
for line in (UNICODE / "UnicodeData.txt").read_text(encoding="utf-8").splitlines():
    fields = line.split(";")
    scalar = int(fields[0], 16)
    if fields[1].endswith("First>"):
        first = scalar
    for each in range(first if fields[1].endswith("Last>") else scalar, scalar + 1):
        category[each] = fields[2]


def one(values, scalar, default="Other"):
    found = values.get(scalar, [default])
    assert len(found) == 1, (hex(scalar), found)
    return found[0]


def conjunct(scalar):
    """Indic_Conjunct_Break by the derivation of Unicode 15.1, which was the first to list it."""
    if one(script, scalar) not in CONJUNCT_SCRIPTS:
        return None
    return {"Consonant": "consonant", "Virama": "linker"}.get(one(syllable, scalar))


def answers(scalar):
    """The bits that BreakProperties reads."""
    cluster = one(grapheme, scalar)
    is_pictograph = "Extended_Pictographic" in emoji.get(scalar, [])
    if is_pictograph:
        assert cluster == "Other", hex(scalar)
        cluster = "Extended_Pictographic"
    is_word = "Alphabetic" in derived.get(scalar, []) or category.get(scalar, "Cn")[0] == "N"
    return (GRAPHEME.index(cluster)
            | (conjunct(scalar) == "consonant") << 4
            | (conjunct(scalar) == "linker") << 5
            | is_word << 6
            | WORD.index(one(word, scalar)) << 8
            | SENTENCE.index(one(sentence, scalar)) << 13
            | SCRIPTS.get(one(script, scalar), 0) << 17)


table = [answers(scalar) for scalar in range(LIMIT)]
classes = {table[LIMIT - 1]: 0}  # class 0 is that of noncharacters and of whatever the tables leave out
assert table[LIMIT - 1] == 0
stage2, blocks, stage1 = [], {}, []
for start in list(range(0, DENSE_END, BLOCK)) + list(range(TAGS, TAGS_END, BLOCK)):
    block = tuple(classes.setdefault(answer, len(classes)) for answer in table[start:start + BLOCK])
    if block not in blocks:
        blocks[block] = len(blocks)
        stage2 += block
    stage1.append(blocks[block])
assert len(classes) <= 256
assert not any(table[scalar] for scalar in list(range(DENSE_END, TAGS)) + list(range(TAGS_END, LIMIT)))


def packed(values, bits):
    """Little-endian in words of 64 bits, since a literal of few large numbers compiles fast."""
    count = 64 // bits
    values = values + [0] * (-len(values) % count)
    return [sum(value << bits * i for i, value in enumerate(values[at:at + count]))
            for at in range(0, len(values), count)]


def literal(name, type_name, comment, numbers):
    lines, line = [], ""
    for number in numbers:
        text = f"0x{number:X},"
        if len(line) + len(text) > 108:
            lines.append(line.rstrip())
            line = ""
        line += text + " "
    lines.append(line.rstrip())
    body = "\n".join("        " + line for line in lines)
    return f"    /// {comment}\n    static let {name}: [{type_name}] = [\n{body}\n    ]\n"


LICENCE = (pathlib.Path(__file__).parent / "unicode-licence.txt").read_text(encoding="utf-8")
notice = "\n".join(f"// {line}".rstrip() for line in LICENCE.splitlines())
parts = [
    literal("blocks", "UInt64", "The number of each block of 64 scalars; four to a word.", packed(stage1, 16)),
    literal("classes", "UInt64", "The class of each scalar of a block; eight to a word.", packed(stage2, 8)),
    literal("answers", "UInt32", "What is to be known of each class.", list(classes)),
]
TARGET.write_text(
    f"// Written by Scripts/generate-break-tables.py from Unicode {version[1]}; do not edit.\n//\n"
    "// Derived from the data files of the Unicode Character Database, whose licence follows.\n//\n"
    f"{notice}\n\n"
    "// swift-format-ignore\n"
    "extension BreakProperties {\n"
    "    /// The version of Unicode that the tables are of.\n"
    f'    static let unicodeVersion = "{version[1]}"\n\n'
    f"    /// Where the dense part of the blocks ends; the tags from U+{TAGS:X} to U+{TAGS_END - 1:X} follow it.\n"
    f"    static let denseEnd: UInt32 = 0x{DENSE_END:X}\n\n" + "\n".join(parts) + "}\n",
    encoding="utf-8")
print(f"Unicode {version[1]}: {len(classes)} classes, {len(blocks)} blocks, "
      f"{2 * len(stage1) + len(stage2) + 4 * len(classes)} bytes")
