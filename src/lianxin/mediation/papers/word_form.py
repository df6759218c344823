"""Writes a form's template as a Word file, from its blocks: fields stand in it as {{ field }}, so whoever
opens it in Word may move, reword and restyle them. Pure."""

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from lianxin.mediation.papers.layout import (
    FIELD,
    Block,
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

BODY, HEAD, LATIN = "仿宋", "黑体", "Times New Roman"
WIDTH = 15.8  # cm between the margins
_SIZES = {Title: 20, Cover: 34, Part: 12}
_LIST = (("序号", "n", 12), ("材料名称", "name", 48), ("页号", "pages", 16), ("备注", "note", 24))


def template(blocks: tuple[Block, ...]) -> bytes:
    document = Document()
    _frame(document)
    for block in blocks:
        _put(document, block)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _frame(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    style.font.name = LATIN
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    language = OxmlElement("w:lang")  # without it a comma may take the shape of another region
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.rPr.append(language)
    style.paragraph_format.line_spacing = Pt(24)
    style.paragraph_format.space_after = Pt(0)
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    for words, code in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        footer.add_run(words)
        if code:
            counter = OxmlElement("w:fldSimple")
            counter.set(qn("w:instr"), code)
            footer._p.append(counter)


def _put(document: Doc, block: Block) -> None:
    match block:
        case Title() | Cover() | Part():
            _put_heading(document, block)
        case Say(words=words):
            _indented(_line(document, _words(words)))
        case Copies() | Sign() | Seal():
            _put_hand(document, block)
        case Prose(field=field, lines=lines):
            _loop(document, f"paragraph in {field}|paragraphs({lines})", "{{ paragraph }}")
        case Each():
            _put_each(document, block)
        case _:
            _put_list(document, block)


def _put_heading(document: Doc, block: Title | Cover | Part) -> None:
    middle = None if isinstance(block, Part) else ALIGN.CENTER
    paragraph = _head(_line(document, block.words, align=middle), _SIZES[type(block)])
    if isinstance(block, Part):
        paragraph.paragraph_format.keep_with_next = True
    elif isinstance(block, Cover):
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Cm(5), Cm(3)
    elif block.numbered:
        _line(document, f"编号：{_field('number')}", align=ALIGN.RIGHT)


def _put_hand(document: Doc, block: Copies | Sign | Seal) -> None:
    """Where a hand comes in: a signature, a stamp, a copy stuck in."""
    if isinstance(block, Copies):
        _copy(document, _words(block.words, named=True))
    elif isinstance(block, Sign):
        _sign(document, _words(block.words, named=True), fingerprint=block.fingerprint)
    else:
        _line(document, f"{_field(block.who)}（盖章处）", align=ALIGN.RIGHT)
        _line(document, _field(block.on), align=ALIGN.RIGHT)


def _put_list(document: Doc, block: Block) -> None:
    match block:
        case Form(rows=rows):
            _form(document, rows)
        case Points(of=of, said=said):
            word = f"it.{said}" if said else "it"
            _loop(document, f"it in {of}", f"{{{{ loop.index }}}}. {{{{ {word}|line(30) }}}}")
        case Rows(of=of, columns=columns):
            _rows(document, of, [(column.label, column.field, column.share) for column in columns])
        case Contents():
            _rows(document, "catalogue", _LIST)
        case _:
            raise TypeError(block)


def _put_each(document: Doc, each: Each) -> None:
    _line(document, f"{{%p for it in {each.of} %}}")
    for block in each.blocks:
        _put(document, block)
    if each.apart:
        _line(document, "{%p if not loop.last %}")
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _line(document, "{%p endif %}")
    _line(document, "{%p endfor %}")


def _field(field: str, *, named: bool = False) -> str:
    return f"{{{{ {field}{'' if named else '|day' if is_day(field) else '|line'} }}}}"


def _words(words: str, *, named: bool = False) -> str:
    return FIELD.sub(lambda found: _field(found[1], named=named and not is_day(found[1])), words)


def _line(document: Doc, words: str, align: ALIGN | None = None) -> Paragraph:
    paragraph = document.add_paragraph(words)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _indented(paragraph: Paragraph) -> Paragraph:
    """By two characters, whatever their size: w:firstLineChars, which python-docx has no name for."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "480")  # for those who do not count in characters
    return paragraph


def _head(paragraph: Paragraph, size: int) -> Paragraph:
    for run in paragraph.runs:
        run.font.size, run.font.name = Pt(size), HEAD
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEAD)
    paragraph.paragraph_format.line_spacing = None if size > 12 else Pt(30)
    paragraph.paragraph_format.space_after = Pt(12 if size > 12 else 0)
    return paragraph


def _loop(document: Doc, over: str, words: str) -> None:
    _line(document, f"{{%p for {over} %}}")
    _indented(_line(document, words))
    _line(document, "{%p endfor %}")


def _table(document: Doc, rows: int, widths: Iterable[float]) -> Table:
    shares = list(widths)
    table: Table = document.add_table(rows, len(shares), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, shares, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width, cell.vertical_alignment = Cm(width), WD_ALIGN_VERTICAL.CENTER
    return table


def _form(document: Doc, rows: tuple[tuple[tuple[str, str], ...], ...]) -> None:
    table = _table(document, len(rows), (2.6, 5.0, 2.6, 5.6))
    for at, row in enumerate(rows):
        cells = table.rows[at].cells
        if len(row) == 1:
            cells = (cells[0], cells[1].merge(cells[3]))
        for (label, field), (name, value) in zip(row, zip(cells[::2], cells[1::2], strict=True), strict=True):
            _label(name, label)
            value.text = f"{{{{ {field}{'|day' if is_day(field) else ''} }}}}"
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _rows(document: Doc, of: str, columns: Iterable[tuple[str, str, int]]) -> None:
    """docxtpl repeats the row between two rows that hold the loop's beginning and end."""
    chosen = list(columns)
    table = _table(document, 4, [WIDTH * share / 100 for _label, _field, share in chosen])
    for at, (label, field, _share) in enumerate(chosen):
        _label(table.rows[0].cells[at], label)
        table.rows[2].cells[at].text = f"{{{{ it.{field} }}}}"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table.rows[1].cells[0].text = f"{{%tr for it in {of} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _label(cell: _Cell, words: str) -> None:
    cell.text = words
    cell.paragraphs[0].alignment = ALIGN.CENTER
    _head(cell.paragraphs[0], 11).paragraph_format.line_spacing = Pt(24)


def _sign(document: Doc, words: str, *, fingerprint: bool) -> None:
    table = _table(document, 1, (8.4, 2.1, 5.3))
    if not fingerprint:
        table.rows[0].cells[0].merge(table.rows[0].cells[1])
    table.rows[0].height_rule, table.rows[0].height = WD_ROW_HEIGHT_RULE.AT_LEAST, Cm(1.5)
    table.style = document.styles["Normal Table"]
    cells = table.rows[0].cells
    cells[0].text = words + "＿" * (4 if fingerprint else 6)
    if fingerprint:
        cells[1].text = "捺印"
        _boxed(cells[1])
    cells[2].text = "＿＿＿年＿＿月＿＿日"
    cells[2].paragraphs[0].alignment = ALIGN.RIGHT


def _copy(document: Doc, words: str) -> None:
    table = _table(document, 1, (WIDTH,))
    table.rows[0].height_rule, table.rows[0].height = WD_ROW_HEIGHT_RULE.AT_LEAST, Cm(5.6)
    table.rows[0].cells[0].text = words
    table.rows[0].cells[0].paragraphs[0].alignment = ALIGN.CENTER


def _boxed(cell: _Cell) -> None:
    cell.paragraphs[0].alignment = ALIGN.CENTER
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single")
        edge.set(qn("w:sz"), "4")
        borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)
