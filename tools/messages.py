"""Assemble the English of every room: parts/*.json → django.po and django.mo.

    python tools/messages.py           write both files; names what is missing
    python tools/messages.py --check   exit 1 when something is missing, unused, stale, or not marked at all
    python tools/messages.py --missing ROOM   what parts/ROOM.json still lacks, as JSON to fill in

The source language is Chinese. A part maps each Chinese msgid to English; where a number decides, to
[singular, plural]. No gettext programs are needed: Python reads Python, Django reads templates.
"""

import argparse
import ast
import json
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "lianxin"
LOCALE = SOURCE / "shell" / "locale"
CATALOGUE = LOCALE / "en" / "LC_MESSAGES"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED = {"ngettext", "ngettext_lazy"}
REFUSALS = {"NotAllowed", "NotNow", "NotFound", "Invalid", "Mismatch", "Busy"}
CHINESE = re.compile(r"[\u3400-\u9fff]")
LITERAL = r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(ngettext|gettext|_)\(\s*u?{LITERAL}(?:\s*,\s*u?{LITERAL})?")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
BOTH_LANGUAGES = {"500.html", "frame.html"}  # these carry the other language on purpose
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

English = str | list[str]


@dataclass
class Found:
    """Every msgid with the places that use it; those in `counted` need two forms."""

    places: dict[str, list[str]] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    unmarked: list[str] = field(default_factory=list)

    def add(self, msgid: str, place: str, *, counted: bool) -> None:
        self.places.setdefault(msgid, []).append(place)
        if counted:
            self.counted.add(msgid)


def collect() -> Found:
    found = Found()
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            read_python(path, found)
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt"}:
            read_template(path, found)
    return found


def read_python(path: Path, found: Found) -> None:
    place = str(path.relative_to(SOURCE))
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MARKS | COUNTED and isinstance(words := getattr(node.args[0], "value", None), str):
            found.add(words, place, counted=name in COUNTED)
        elif name in REFUSALS and not place.startswith("shell/"):  # a terminal has one language
            found.unmarked += [f"{place}:{node.lineno}: {words}" for words in _bare(node)]


def _bare(call: ast.Call) -> Iterator[str]:
    """Chinese that a refusal would show without asking for its translation."""
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        parts = argument.values if isinstance(argument, ast.Dict | ast.JoinedStr) else [argument]
        for part in parts:
            words = getattr(part, "value", None)
            if isinstance(words, str) and CHINESE.search(words):
                yield words


def read_template(path: Path, found: Found) -> None:
    place, source = str(path.relative_to(SOURCE)), path.read_text()
    for name, one, many in CALL.findall(templatize(source, origin=place)):
        found.add(ast.literal_eval(one), place, counted=name == "ngettext" and bool(many))
    bare = re.sub(
        r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{#.*?#}|{{.*?}}", "", source, flags=re.S
    )
    if path.name not in BOTH_LANGUAGES:
        found.unmarked += [f"{place}: {line.strip()}" for line in bare.splitlines() if CHINESE.search(line)]


def parts() -> dict[str, English]:
    """All rooms' translations; a msgid used by two rooms may stand in both, with the same words."""
    merged: dict[str, English] = {}
    for path in sorted((LOCALE / "parts").glob("*.json")):
        for msgid, english in json.loads(path.read_text()).items():
            if merged.setdefault(msgid, english) != english:
                print(f"{path.name}: two translations of {msgid!r}; the first is used", file=sys.stderr)
    return merged


def faults(found: Found, english: dict[str, English]) -> list[str]:
    wrong = [f"not marked for translation: {words}" for words in found.unmarked]
    for msgid, places in sorted(found.places.items()):
        told = english.get(msgid)
        if not told:
            wrong.append(f"missing: {msgid!r} ({places[0]})")
            continue
        if (msgid in found.counted) != isinstance(told, list):
            wrong.append(f"one form or two: {msgid!r} ({places[0]})")
        for form in told if isinstance(told, list) else [told]:
            extra = set(PLACEHOLDER.findall(form)) - set(PLACEHOLDER.findall(msgid))
            lost = set(PLACEHOLDER.findall(msgid)) - set(PLACEHOLDER.findall(form))
            if extra or (lost and msgid not in found.counted):
                wrong.append(f"placeholders differ: {msgid!r} → {form!r}")
    wrong += [f"no longer used: {msgid!r}" for msgid in sorted(set(english) - set(found.places))]
    return wrong


def entries(found: Found, english: dict[str, English]) -> list[tuple[str, str]]:
    """(original, translation) as the machine reads them, sorted; the first is the header."""
    rows = [("", HEADER)]
    for msgid in found.places:
        told = english.get(msgid)
        if isinstance(told, list):
            rows.append((f"{msgid}\0{msgid}", "\0".join(told)))
        elif told:
            rows.append((msgid, told))
    return sorted(rows)


def as_mo(rows: list[tuple[str, str]]) -> bytes:
    """The binary form (GNU gettext manual, 10.3): two tables of (length, offset), then the strings."""
    originals, translations = ([text.encode() for text in column] for column in zip(*rows, strict=True))
    offset = 28 + 16 * len(rows)
    tables: list[int] = []
    for column in (originals, translations):
        for text in column:
            tables += [len(text), offset]
            offset += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return (
        head
        + struct.pack(f"<{len(tables)}I", *tables)
        + b"".join(text + b"\0" for text in (*originals, *translations))
    )


def as_po(found: Found, rows: list[tuple[str, str]]) -> str:
    out = ["# Written by tools/messages.py from parts/*.json: change those."]
    for original, told in rows:
        msgid = original.split("\0")[0]
        out += ["", *(f"#: {place}" for place in sorted(set(found.places.get(msgid, []))))]
        out.append(f"msgid {_quoted(msgid)}")
        if "\0" in original:
            out.append(f"msgid_plural {_quoted(msgid)}")
            out += [f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(told.split("\0"))]
        else:
            out.append(f"msgstr {_quoted(told)}")
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", metavar="ROOM")
    chosen = parser.parse_args()
    found, english = collect(), parts()
    if chosen.missing:
        lacking = {
            msgid: ["", ""] if msgid in found.counted else ""
            for msgid, places in found.places.items()
            if msgid not in english and any(place.startswith(f"{chosen.missing}/") for place in places)
        }
        print(json.dumps(lacking, ensure_ascii=False, indent=1))
        return 0
    rows = entries(found, english)
    wanted = {CATALOGUE / "django.mo": as_mo(rows), CATALOGUE / "django.po": as_po(found, rows).encode()}
    wrong = faults(found, english)
    for path, body in wanted.items():
        stale = not path.exists() or path.read_bytes() != body
        if stale and chosen.check:
            wrong.append(f"stale: {path.relative_to(SOURCE)} (run tools/messages.py)")
        elif stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    print(f"{len(found.places)} sentences, {len(rows) - 1} in English, {len(wrong)} to mend")
    return 1 if wrong and chosen.check else 0


if __name__ == "__main__":
    sys.exit(main())
