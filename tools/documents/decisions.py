"""The list of decisions."""

from documents.layout import ROOT, table


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
