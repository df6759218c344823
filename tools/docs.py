"""Write the documentation that follows from the code: docs/generated/*.md and docs/decisions/README.md.

    python tools/docs.py           write what changed
    python tools/docs.py --check   write nothing; exit 1 and name the pages that are stale

A test (tests/house/test_docs.py) runs the check, so that nothing here can grow old unseen.
"""

import argparse
import ast
import csv
import dataclasses
import importlib.util
import os
import pkgutil
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "lianxin"
MADE = ROOT / "docs" / "generated"
WIDTH = 100
NOTE = "<!-- Made by tools/docs.py. Change what it is made from, then run ./dev docs. -->\n"

# What each variable means to whoever sets it. A read without a line here, or a line without a read, stops us.
MEANINGS = {
    "LIANXIN_DATA": "Where the database, keys and files are kept. `lianxin --data DIR` sets it for "
    "one command.",
    "LIANXIN_SECRET": "Signs cookies. Unset: made once and kept in `secret` in the data folder. Several "
    "machines that serve one deployment need the same.",
    "LIANXIN_KEYRING": "The file of keys that seal contact details and derive residents' codes. Keep a copy "
    "apart from the database's backups: without it every code and every contact is lost.",
    "LIANXIN_REPORTS_PER_HOUR": "How many reports without an account one network address may send "
    "in an hour.",
    "LIANXIN_PHONES_REACHED": (
        "1: a gateway carries residents' messages to their phones, so a caller's code goes there; "
        "else it is read out."
    ),
    "LIANXIN_TRUSTED_TARGETS": "Hosts inside the deployment's own network (an SMS gateway, a partner's "
    "server) that its keeper may have messages sent to: `host:port`, exactly, separated by commas. "
    "Everything else that is not on the open internet is refused.",
    "LIANXIN_WRONG_CODES": "How many wrong progress codes one network address may try in ten minutes.",
    "LIANXIN_RECEIPTS_PER_HOUR": "How many messages that nobody asked for (receipts of reports, answers to "
    "letters) one number or mail address is sent in an hour.",
    "LIANXIN_RECEIPTS_PER_DAY": "The same in a day. Where many callers leave one number (a village "
    "office's), their codes wait for its next day: allow more.",
    "LIANXIN_LOOKS_PER_HOUR": "How many contacts of residents one who serves may open in an hour.",
    "LIANXIN_SAMPLE_TOWN": "1 makes and opens the sample town, whose passwords stand on the sign-in page; it "
    "is served on loopback only. `./run` sets it.",
    "LIANXIN_HTTPS": "1 behind a TLS proxy that sets `X-Forwarded-Proto`: secure cookies, HSTS, redirects "
    "to https.",
    "LIANXIN_HOSTS": "The names under which the pages are reached, separated by commas.",
    "DATABASE_URL": "`postgresql://user:password@host:port/name`. Unset: SQLite in the data folder.",
    "LIANXIN_LOG": "How much is logged to stderr: DEBUG, INFO, WARNING, ERROR.",
}
DEFAULTS = {  # where the code works the default out
    "LIANXIN_DATA": "`var` where it is started",
    "LIANXIN_SECRET": "made once",
    "LIANXIN_KEYRING": "`keyring.json` in the data folder",
    "DATABASE_URL": "SQLite",
}
READER = re.compile(r"LIANXIN_[A-Z_]+|DATABASE_URL")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    made = pages()
    stale = [path for path, words in made.items() if not path.exists() or path.read_text() != words]
    if chosen.check:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)} (run ./dev docs)", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path])
        print(f"written: {path.relative_to(ROOT)}")
    return 0


def pages() -> dict[Path, str]:
    """Every generated page and its text."""
    from lianxin.kernel import dataprotection
    from lianxin.shell.api.document import written

    made = {
        "glossary": glossary(),
        "lifecycle": lifecycle(),
        "events": events(),
        "settings": settings(),
        "commands": commands(),
        "personal-data": dataprotection.render(),
    }
    found = {MADE / f"{name}.md": NOTE + words.rstrip() + "\n" for name, words in made.items()}
    found[ROOT / "docs" / "decisions" / "README.md"] = NOTE + decisions()
    found[MADE / "openapi.json"] = written()
    return found


def table(heads: list[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def english() -> dict[str, str]:
    """The English of every label, from the rooms' translations."""
    import json

    found: dict[str, str] = {}
    for path in sorted((SOURCE / "shell" / "locale" / "parts").glob("*.json")):
        told = json.loads(path.read_text())
        found.update({key: value for key, value in told.items() if isinstance(value, str)})
    return found


# ── the words ────────────────────────────────────────────────────────────────────────────────────────


def glossary() -> str:
    from lianxin.kernel.glossary import TERMS

    parts = [
        "# Glossary",
        "One Chinese term, one code name. From `src/lianxin/kernel/glossary.py`; the states and verbs of a "
        "matter with all they need are in [lifecycle.md](lifecycle.md).",
    ]
    for room in dict.fromkeys(term.room for term in TERMS):
        rows = [[term.chinese, f"`{term.code}`", term.why] for term in TERMS if term.room == room]
        parts += [f"## {room}", table(["中文", "code", "why so"], rows)]
    parts += ["## Kinds of units", "Data (`org/data/unit_kinds.csv`); a deployment may import others."]
    parts.append(table(["中文", "code", "English"], _sheet("unit_kinds", "name", "code", "name_en")))
    parts += ["## Categories", "Data (`org/data/categories.csv`), kept by the administrator."]
    parts.append(
        table(
            ["中文", "code", "English", "service time"],
            _sheet("categories", "name", "code", "name_en", "service"),
        )
    )
    return "\n\n".join(parts)


def _sheet(name: str, *columns: str) -> list[list[str]]:
    with (SOURCE / "org" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            [f"`{row[column]}`" if column in {"code", "service"} else row[column] for column in columns]
            for row in csv.DictReader(file)
        ]


# ── the life of a matter ─────────────────────────────────────────────────────────────────────────────


def lifecycle() -> str:
    from lianxin.matters.lifecycle import BOUNCES_BEFORE_RULING, OPEN, TABLE, Level, Relation, State, Verb

    told = english()

    def both(kind: type) -> list[list[str]]:
        return [[f"`{one.value}`", str(one.label), told[str(one.label)]] for one in kind]  # type: ignore[attr-defined]

    rows = [
        [
            f"`{step.verb}` {Verb(step.verb).label}",
            ", ".join(f"`{state}`" for state in State if state in step.froms) or "–",
            f"`{step.to}`" if step.to else "stays",
            "、".join(str(one.label) for one in Relation if one in step.by),
            ", ".join(sorted(step.needs)) or "–",
        ]
        for step in TABLE.steps
    ]
    open_states = ", ".join(f"`{state}`" for state in State if state in OPEN)
    return "\n\n".join(
        [
            "# The life of a matter",
            "From `src/lianxin/matters/lifecycle.py`, the one table that decides who may take a matter from "
            f"where to where. Open states: {open_states}. After {BOUNCES_BEFORE_RULING} bounces only the "
            "tier above rules. Whoever handled a matter may not verify it (`matters/actions/`), whatever the "
            "table offers.",
            _diagram(),
            "## Who may say what",
            table(["verb", "from", "to", "by", "brings"], rows),
            "## States",
            table(["code", "中文", "English"], both(State)),
            "## Verbs",
            table(["code", "中文", "English"], both(Verb)),
            "## How somebody stands to a matter",
            table(["code", "中文", "English"], both(Relation)),
            "## Levels of a rating",
            table(["code", "中文", "English"], both(Level)),
        ]
    )


def _diagram() -> str:
    """Mermaid; the verbs that leave the state as it is are left to the table."""
    from lianxin.matters.lifecycle import ENDED, TABLE, State

    arrows: dict[tuple[str, str], list[str]] = {}
    for step in TABLE.steps:
        for state in sorted(step.froms, key=list(State).index) or ["[*]"]:
            if step.to and state != step.to:
                arrows.setdefault((str(state), str(step.to)), []).append(str(step.verb))
    lines = [f"    {one} --> {two}: {', '.join(verbs)}" for (one, two), verbs in arrows.items()]
    lines += [f"    {state} --> [*]" for state in State if state in ENDED]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


# ── who hears what ───────────────────────────────────────────────────────────────────────────────────


def events() -> str:
    from lianxin.kernel.announcements import News, all_reactions

    heard = all_reactions()
    rows = []
    for kind in sorted(_below(News), key=lambda one: one.topic):
        reacting = [f"`{told.__module__}.{told.__name__}`" for _kind, told in heard.get(kind.topic, [])]
        rows.append(
            [
                f"`{kind.topic}`",
                f"`{kind.__name__}`: {', '.join(one.name for one in dataclasses.fields(kind))}",
                ", ".join(f"`{place}`" for place in _calls(kind.__name__)),
                ", ".join(reacting) or "nobody yet",
            ]
        )
    facts = [[f"`{action}`", f"`{place}`"] for action, place in sorted(_facts())]
    return "\n\n".join(
        [
            "# What is announced, and who hears it",
            "An announcement is an outbox row of the transaction that made it true (`journal.announce`); it "
            "is heard upwards only, at least once, and carries ids, never words. `lianxin work` delivers.",
            table(["topic", "what it carries", "announced by", "heard by"], rows),
            "## What the journal says",
            "Each is a fact in a county's chain (or in the nation-wide one), written with the change itself. "
            "`…` is the verb.",
            table(["action", "written by"], facts),
        ]
    )


def _below(kind: type) -> list[type]:
    return [one for direct in kind.__subclasses__() for one in (direct, *_below(direct))]


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and "bench" not in path.parts:
            yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text())


def _calls(name: str) -> list[str]:
    return [
        place
        for place, tree in _trees()
        if any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == name for node in ast.walk(tree))
    ]


def _facts() -> set[tuple[str, str]]:
    """Every action that a Fact names, read from the source: fixed words, or room and verb."""
    found = set()
    for place, tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) == "Fact":
                found |= {(action, place) for action in _said(node.args[0], tree)}
    return found


def _said(word: ast.expr, tree: ast.Module) -> list[str]:
    if isinstance(word, ast.Constant):
        return [str(word.value)]
    if isinstance(word, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in word.values)]
    room = re.compile(r"[a-z]+\.[a-z_]+")  # the action came as an argument: every such word of the module
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [one for one in said if room.fullmatch(one) and not one.endswith((".csv", ".html"))]


# ── what can be set, what can be called ──────────────────────────────────────────────────────────────


def settings() -> str:
    reads = dict(_reads())
    if set(reads) != set(MEANINGS):
        raise SystemExit(f"MEANINGS in tools/docs.py and the reads differ: {set(reads) ^ set(MEANINGS)}")
    return "\n\n".join(
        [
            "# Settings",
            "A deployment is set by these environment variables and nothing else; a wrong value stops the "
            "start with a sentence. What an administrator may change (duty list, calendar, service times) is "
            "a dated row with a page.",
            table(
                ["variable", "default", "what it does"],
                [[f"`{k}`", v, MEANINGS[k]] for k, v in reads.items()],
            ),
            "## For tests only",
            table(
                ["variable", "default", "read by"],
                sorted({tuple(row): row for row in _read_by_tests()}.values()),
            ),
        ]
    )


def _reads() -> Iterator[tuple[str, str]]:
    """Variable and default, in the order of settings.py."""
    tree = ast.parse((SOURCE / "shell" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _of_env(node)]
    for call in sorted(calls, key=lambda node: node.lineno):
        name = ast.literal_eval(call.args[0])
        yield name, _default(name, call)


def _of_env(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "env"


def _default(name: str, call: ast.Call) -> str:
    if name in DEFAULTS:
        return DEFAULTS[name]
    if len(call.args) < 2:
        return "`0`" if ast.unparse(call.func) == "env.flag" else "unset"
    return f"`{ast.literal_eval(call.args[1])}`"


def _read_by_tests() -> Iterator[list[str]]:
    """What else tests and tools look at, found where it is read."""
    read = re.compile(r'environ(?:\.get\(|\[)"([A-Z_]+)"(?:, "([^"]*)")?')
    for path in sorted(path for folder in ("tests", "tools") for path in (ROOT / folder).rglob("*.py")):
        for name, default in read.findall(path.read_text()):
            if READER.fullmatch(name) and name not in MEANINGS:
                yield [f"`{name}`", f"`{default}`" if default else "unset", f"`{path.relative_to(ROOT)}`"]


def commands() -> str:
    parser = argparse.ArgumentParser(prog="lianxin", description="Lianxin 连心")
    verbs = parser.add_subparsers()
    from lianxin.shell import cli

    for module in sorted(one.name for one in pkgutil.iter_modules(cli.__path__)):
        importlib.import_module(f"{cli.__name__}.{module}").register(verbs)
    parts = [
        "# Commands",
        "`./run` makes `.venv/bin/lianxin`. Every command takes `lianxin --data DIR COMMAND …`; without it "
        "everything is in `var` (or in `LIANXIN_DATA`). Exit codes: 0 done, 1 done but something is wrong "
        "(said on stderr), 2 the call itself was wrong (its words, or a file, area or name it speaks of), "
        "141 nobody read on (`| head`). `lianxin manage …` is Django's own command line.",
    ]
    for name, command in sorted(verbs.choices.items()):
        parts += list(_told(f"lianxin {name}", command, _help_of(verbs, name), level=2))
    return "\n\n".join(parts)


def _help_of(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str) -> str:
    return next((one.help or "" for one in verbs._choices_actions if one.dest == name), "")


def _told(prog: str, parser: argparse.ArgumentParser, help_: str, level: int) -> Iterator[str]:
    """One command: its call, what it is for, its options; then the commands inside it."""
    yield f"{'#' * level} {prog}"
    yield "\n\n".join(filter(None, [_sentence(help_), parser.description or ""]))
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield f"```\n{_call(prog, parser)}\n\n{_options(prog, parser)}```"
    for verbs in inner:
        for name, command in sorted(verbs.choices.items()):
            yield from _told(f"{prog} {name}", command, _help_of(verbs, name), level + 1)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""


def _call(prog: str, parser: argparse.ArgumentParser) -> str:
    """The call on lines of at most WIDTH; argparse's own folding differs between Python's versions."""
    formatter = argparse.HelpFormatter(prog, width=10_000)
    shown = [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]
    formatter.add_usage(None, shown, [], prefix="")
    words = formatter.format_help().strip()
    kept = re.sub(r"\[[^][]*\]|\{[^}]*\}", lambda found: found.group().replace(" ", "\0"), words)
    folded = textwrap.fill(
        kept, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return folded.replace("\0", " ")


def _options(prog: str, parser: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(prog, width=WIDTH, max_help_position=30)
    formatter.add_arguments([one for one in parser._actions if not isinstance(one, argparse._HelpAction)])
    return formatter.format_help()


# ── decisions ────────────────────────────────────────────────────────────────────────────────────────


def decisions() -> str:
    rows = []
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        number, title = path.read_text().splitlines()[0].removeprefix("# ").split(" ", 1)
        rows.append([number, f"[{title}]({path.name})"])
    words = (
        "One page each: context, choice, what else was weighed, what it costs. A decision is not edited when "
        "it is overtaken; a later one says so."
    )
    return "\n\n".join(["# Decisions", words, table(["", "decision"], rows)])


if __name__ == "__main__":
    # Nothing is read or written there, but the settings want a data folder, and ./var may be a deployment's.
    os.environ["LIANXIN_DATA"] = tempfile.mkdtemp(prefix="lianxin-docs-")
    os.environ["NO_COLOR"] = "1"
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.shell.settings")
    import django

    django.setup()
    sys.exit(main())
