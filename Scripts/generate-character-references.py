#!/usr/bin/env python3
"""Writes Sources/Chunking/Parsing/References/CharacterNames+Data.swift: the named character references of HTML, from
the table of Python's standard library (`html.entities.html5`), which is the HTML standard's own list.
"""
import html.entities
import pathlib

# The names that also count without their semicolon come first.
old = {name: text for name, text in html.entities.html5.items() if not name.endswith(";")}
new = {name[:-1]: text for name, text in html.entities.html5.items() if name.endswith(";")}
assert all(new.pop(name) == text for name, text in old.items())
assert len(html.entities.html5) == 2231 and len(old) == 106, "the HTML standard adds no names"
assert all(name.isascii() and name.isalnum() and len(name) < 32 for name in old | new)
assert max(map(len, old)) == 6 and all(1 <= len(text) <= 2 for text in (old | new).values())


def literal(name, comment, mapping):
    lines, line = [], ""
    for key in sorted(mapping):
        word = key + " " + "+".join(f"{ord(c):x}" for c in mapping[key])
        if len(line) + len(word) + 1 > 108:
            lines.append(line)
            line = ""
        line += ("" if not line else " ") + word
    lines.append(line)
    body = " \\\n".join("        " + line for line in lines)
    return f'    /// {comment}\n    static let {name}: StaticString = """\n{body}\n        """\n'


target = pathlib.Path(__file__).parent.parent / "Sources/Chunking/Parsing/References/CharacterNames+Data.swift"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(
    "// Written by Scripts/generate-character-references.py from Python's html.entities; do not edit.\n"
    "// Each name is followed by its one or two scalars in hexadecimal digits.\n\n"
    "extension CharacterNames {\n"
    + literal("oldData", "Those that count without their semicolon too.", old) + "\n"
    + literal("newData", "Those that need their semicolon.", new) + "}\n")
print(len(old), len(new), target.stat().st_size)
