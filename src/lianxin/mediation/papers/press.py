"""The press: sets typst, fills Word files. Shipped templates are set where we stand; what an administrator
brought is set in a child (this file as a script, see `apart.py`) that can open nothing more: no file, no
network. So it stands on its own: nothing of this house is imported here."""

import io
import json
import re
import resource
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LOOK = Path(__file__).parent / "look"  # all that typst may look into
MEMORY, SECONDS = 1 << 30, 10
TOO_HEAVY = 75  # the exit code of a child whose memory did not suffice


class Unusable(Exception):
    """A template that cannot be set; the words are the tool's own. `line` of the source, where known."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.line = line


class Press:
    """Sets type with the fonts of one package and no others, so every machine prints alike."""

    def __init__(self, fonts: str) -> None:
        self._compiler = typst.Compiler(
            root=str(LOOK),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
            ),
            package_path=str(LOOK / "none"),
            package_cache_path=str(LOOK / "none"),
        )
        self.environment = environment()

    def set(self, source: str, told: str) -> bytes:
        try:
            made = self._compiler.compile(
                input=source.encode(), format="pdf", sys_inputs={"told": told}, timestamp=0
            )
        except typst.TypstError as fault:
            place = re.search(r"\.typ:(\d+):", fault.diagnostic)
            raise Unusable(fault.message, int(place[1]) if place else 0) from fault
        return made if isinstance(made, bytes) else b""

    def fill(self, form: bytes, told: dict[str, Any], *, wary: bool = False) -> bytes:
        """`wary`: refuses a name that nobody knows also where this file would not have come by."""
        try:
            document = DocxTemplate(io.BytesIO(form))
            names = document.get_undeclared_template_variables(self.environment) if wary else set()
            for unknown in sorted(names - told.keys()):
                raise UndefinedError(f"'{unknown}' is undefined")
            document.render(told, jinja_env=self.environment)
            filled = io.BytesIO()
            document.save(filled)
        except (TemplateError, TypeError, ValueError, KeyError, OverflowError, zipfile.BadZipFile) as fault:
            raise Unusable(f"{type(fault).__name__}: {fault}") from fault
        return filled.getvalue()


def environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.filters |= {"line": line, "day": day, "paragraphs": paragraphs}
    return made


def line(words: str, length: int = 8) -> str:
    return words or "＿" * length


def day(words: str) -> str:
    return words or "＿＿＿年＿＿月＿＿日"


def paragraphs(words: str, lines: int = 3) -> list[str]:
    return re.split(r"\n+", words) if words else ["＿" * 30] * min(lines, 40)


def main() -> None:
    """One job on the way in, one answer on the way out. Once the tools are warm, no door opens any more."""
    job = json.load(sys.stdin)
    press = Press(job["fonts"])
    warm(press)
    lock()
    try:
        if job["form"]:
            made = press.fill(bytes.fromhex(job["form"]), job["told"], wary=True)
        else:
            made = press.set(job["source"], json.dumps(job["told"]))
    except Unusable as fault:
        json.dump({"fault": str(fault), "line": fault.line}, sys.stdout)
        return
    except MemoryError:
        sys.exit(TOO_HEAVY)
    json.dump({"made": made.hex()}, sys.stdout)


def warm(press: Press) -> None:
    """Have everything read that is read once: the fonts, the libraries' own parts, what a fault asks for."""
    press.set('#text(font: "Noto Serif SC")[字]#text(font: "Noto Sans SC")[字]', "")
    form = io.BytesIO()
    Document().save(form)
    press.fill(form.getvalue(), {}, wary=True)
    for words in ("{{ 'a' * 2", "{{ a.b.c }}", "{{ 'a'|line(2)|upper + 'b' }}"):
        with suppress(TemplateError):
            press.environment.from_string(words).render()


def lock() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


if __name__ == "__main__":
    main()
