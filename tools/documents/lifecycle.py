"""The life of a matter."""

from documents.glossary import english
from documents.layout import table


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
