"""Writes a form's template in typst, from its blocks. What it calls stands in look/look.typ. Pure."""

from lianxin.mediation.papers.layout import (
    FIELD,
    Block,
    Column,
    Contents,
    Copies,
    Cover,
    Each,
    Form,
    Part,
    Points,
    Prose,
    Rows,
    Say,
    Seal,
    Sign,
    Title,
    is_day,
)


def template(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Title(words=words, numbered=numbered):
            return f"#title[{words}]" + ("\n#number(d.number)" if numbered else "")
        case Cover(words=words):
            return f"#cover[{words}]"
        case Part(words=words):
            return f"#part[{words}]"
        case Say(words=words):
            return _words(words)
        case Sign(words=words, fingerprint=fingerprint):
            return f"#sign({'fingerprint: true' if fingerprint else ''})[{_words(words, named=True)}]"
        case Copies(words=words):
            return f"#copy[{_words(words, named=True)}]"
        case Seal(who=who, on=on):
            return f"#seal({_of(who)}, {_of(on)})"
    return _of_fields(block)


def _of_fields(block: Block) -> str:
    match block:
        case Form(rows=rows):
            return "#form(\n" + "".join(f"  ({_cells(row)}),\n" for row in rows) + ")"
        case Prose(field=field, lines=lines):
            return f"#prose({_of(field)}, lines: {lines})"
        case Points(of=of, said=said):
            return f"#points({_of(of)}.map(it => it.{said}))" if said else f"#points({_of(of)})"
        case Rows(of=of, columns=columns):
            return f"#rows({_of(of)},\n" + "".join(f"  {_column(column)},\n" for column in columns) + ")"
        case Each(of=of, blocks=inner, apart=apart):
            call = f"#each({_of(of)}{', apart: true' if apart else ''}, it => [\n"
            return call + template(inner) + "])"
        case Contents():
            return "#contents(d.catalogue)"
    raise TypeError(block)


def _of(field: str) -> str:
    return field if field.startswith("it.") else f"d.{field}"


def _put(field: str, *, named: bool = False) -> str:
    if is_day(field):
        return f"#day({_of(field)})"
    return f"#put({_of(field)}, width: 0em)" if named else f"#put({_of(field)})"


def _words(words: str, *, named: bool = False) -> str:
    return FIELD.sub(lambda found: _put(found[1], named=named), words)


def _cells(row: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"[{label}], {'day' if is_day(field) else 'cell'}({_of(field)})" for label, field in row)


def _column(column: Column) -> str:
    return f'("{column.label}", "{column.field}", {column.share}fr)'
