"""The words: Chinese, code and English."""

import csv
import json

from documents.layout import SOURCE, table


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


def english() -> dict[str, str]:
    """The English of every label, from the rooms' translations."""
    found: dict[str, str] = {}
    for path in sorted((SOURCE / "shell" / "locale" / "parts").glob("*.json")):
        told = json.loads(path.read_text())
        found.update({key: value for key, value in told.items() if isinstance(value, str)})
    return found
