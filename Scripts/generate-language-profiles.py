#!/usr/bin/env python3
"""Writes Sources/Chunking/Features/Language/LanguageProfiles+Data.swift: how likely each language has each of the
commonest trigrams, counted in the translated manual pages that Debian distributes. Only counts are kept, no text.

    mkdir pages && cd pages
    for p in manpages manpages-dev manpages-{cs,da,de,es,fi,fr,hu,id,it,mk,nb,nl,pl,pt-br,ro,ru,sr,sv,tr,uk,vi}; do
        apt-get download $p && dpkg -x ${p}_*.deb $p
    done
    ../Scripts/generate-language-profiles.py .           # writes the profiles from four pages in five
    ../Scripts/generate-language-profiles.py . held-out  # writes the fifth ones to held-out/LANGUAGE.txt
"""
import collections
import gzip
import math
import pathlib
import re
import sys
import zlib

LATIN = "cs da de en es fi fr hu id it nb nl pl pt ro sv tr vi".split()
CYRILLIC = "mk ru sr uk".split()
PACKAGES = {"en": ["manpages", "manpages-dev"], "pt": ["manpages-pt-br"]}
PER_LANGUAGE = 260  # trigrams that each language puts into the common list
BYTES_PER_LANGUAGE = 1_500_000

root = pathlib.Path(sys.argv[1])


def plain(roff):
    lines = [line for line in roff.split("\n") if line and line[0] not in ".'"]
    text = "\n".join(lines)
    text = re.sub(r"\\f(\[\w*\]|\(..|.)", "", text)
    return re.sub(r"\\(\[[^\]]*\]|\(..|\*.|[-&%|^ ])", " ", text)


def pages(language):
    """Text and whether it is held out, page by page."""
    size = 0
    for package in PACKAGES.get(language, [f"manpages-{language}"]):
        for path in sorted((root / package).rglob("*.gz")):
            if path.is_symlink() or "/share/man/" not in str(path):
                continue
            try:
                text = plain(gzip.decompress(path.read_bytes()).decode())
            except (UnicodeDecodeError, OSError):
                continue
            yield text, zlib.crc32(path.name.encode()) % 5 == 0
            size += len(text)
            if size > BYTES_PER_LANGUAGE:
                return


def trigrams(text, script):
    for token in text.split():
        word = token.strip(".,;:!?()«»„“”\"'…").lower()
        if word.isalpha() and (script == "cyrillic") == ("\u0400" <= word[0] < "\u0500") and "i\u0307" not in word:
            padded = "_" + word + "_"
            for i in range(len(padded) - 2):
                yield padded[i:i + 3]


if len(sys.argv) > 2:
    target = pathlib.Path(sys.argv[2])
    target.mkdir(exist_ok=True)
    for language in LATIN + CYRILLIC:
        text = "\n\n".join(text for text, held_out in pages(language) if held_out)
        (target / f"{language}.txt").write_text(text)
    sys.exit()

parts = []
for name, languages in [("latin", LATIN), ("cyrillic", CYRILLIC)]:
    counts = {}
    for language in languages:
        counts[language] = collections.Counter(
            t for text, held_out in pages(language) if not held_out for t in trigrams(text, name))
    common = sorted({t for c in counts.values() for t, _ in c.most_common(PER_LANGUAGE)})
    rows = []
    for trigram in common:
        row = trigram
        for language in languages:
            total = sum(counts[language].values())
            bits = -math.log2((counts[language][trigram] + 0.5) / (total + 1))
            row += "0123456789abcdefghijklmnopqrstuvwxyz"[min(35, max(0, round((bits - 4) * 2.4)))]
        rows.append(row)
    print(name, {k: sum(v.values()) for k, v in counts.items()}, len(rows))
    per_line = 108 // (len(rows[0]) + 1)
    lines = [" ".join(rows[i:i + per_line]) for i in range(0, len(rows), per_line)]
    body = " \\\n".join("        " + line for line in lines)
    parts.append(
        f'    static let {name}Languages = "{" ".join(languages)}"\n\n'
        f'    /// Each trigram, `_` where a word begins or ends, and a digit in base 36 for each language.\n'
        f'    static let {name}Data: StaticString = """\n{body}\n        """\n')

folder = pathlib.Path(__file__).parent.parent / "Sources/Chunking/Features/Language"
(folder / "LanguageProfiles+Data.swift").write_text(
    "// Written by Scripts/generate-language-profiles.py; do not edit.\n"
    "// A digit d says that one trigram in 2 to the power of 4 + d / 2.4 is this one.\n\n"
    "extension LanguageProfiles {\n" + "\n".join(parts) + "}\n")
