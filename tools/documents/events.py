"""Who announces what, who hears it, and what the journal says."""

import ast
import dataclasses
import re
from collections.abc import Iterator

from documents.layout import SOURCE, table


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
