"""Puts who took a Word file out of the house, and when, across each of its pages. Pure."""

import io
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.section import Section

_SHAPE = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
<v:shapetype id="_x0000_t136"
 coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="none"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="lianxin-watermark" type="#_x0000_t136" fillcolor="silver" stroked="f"
 style="position:absolute;width:470pt;height:22pt;rotation:335;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:fill opacity=".45"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={words}/>
</v:shape></w:pict></w:r>"""


def mark(word_file: bytes, words: str) -> bytes:
    if not words:
        return word_file
    document = Document(io.BytesIO(word_file))
    for section in document.sections:
        _mark(section, words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _mark(section: Section, words: str) -> None:
    """Also on a first or an even page that the template sets apart."""
    headers = [section.header]
    headers += [section.first_page_header] if section.different_first_page_header_footer else []
    headers += (
        [section.even_page_header] if section._document_part.settings.odd_and_even_pages_header_footer else []
    )
    for header in headers:
        header.is_linked_to_previous = False
        header.paragraphs[0]._p.append(parse_xml(_SHAPE.format(words=quoteattr(words))))
