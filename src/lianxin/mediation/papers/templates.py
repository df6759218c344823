"""An administrator's own template: looked at before anything runs, then tried with a file that says
everything and with one that says nothing. What is wrong is told in a sentence that names the place."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.mediation.papers import render
from lianxin.mediation.papers.contents import FileContents
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.papers.press import Unusable
from lianxin.mediation.papers.sample import EMPTY, FULL
from lianxin.mediation.papers.word_package import LARGEST_WORD, wrong_with

LARGEST_TYPST = 200_000
# What reaches out of a template, builds code, or takes the watermark off. As whole words, wherever they
# stand: a text that needs one of them in English is refused too.
FORBIDDEN = (
    *("import", "include", "read", "plugin", "image", "bibliography", "raw"),
    *("csv", "json", "toml", "yaml", "xml", "cbor"),
    *("eval", "std", "dictionary", "type", "sys"),
    *("foreground", "sheet", "watermark"),
)
_REACHES = re.compile(rf"(?<![\w-])({'|'.join(FORBIDDEN)})(?![\w-])")
_TOP = re.compile(r"(?<![\w.-])d\.([A-Za-z_][\w-]*)")
_UNKNOWN = re.compile(
    r"dictionary does not contain key \"([^\"]+)\"|unknown variable: ([\w-]+)"
    r"|no attribute '([^']+)'|'([^']+)' is undefined"
)
_UNSAFE = re.compile(r"SecurityError: (.*)")


@dataclass(frozen=True)
class Fault:
    """Why a template is not taken. `code`: type, size, field, reach, heavy, syntax; `at`: the word meant."""

    code: str
    sentence: str
    at: str = ""


def check(kind: Kind, template: bytes) -> list[Fault]:
    """Empty when the template may be used for this kind: typst text, or a Word file."""
    if template[:4] == b"PK\x03\x04":
        return _check_word(kind, template)
    try:
        source = template.decode()
    except UnicodeDecodeError:
        source = "\0"
    if "\0" in source or not source.strip() or source.startswith(("%PDF", "<?xml", "{\\rtf")):
        return [Fault("type", _("这个文件不是 Word 文档(.docx),也不是 typst 文本。"))]
    return _check_typst(kind, source)


def _check_word(kind: Kind, template: bytes) -> list[Fault]:
    if len(template) > LARGEST_WORD:
        return [_too_large(LARGEST_WORD)]
    if why := wrong_with(template):
        return [Fault("reach" if why.at else "type", why.sentence, why.at)]
    return _tried(kind, template)


def _check_typst(kind: Kind, source: str) -> list[Fault]:
    if len(source.encode()) > LARGEST_TYPST:
        return [_too_large(LARGEST_TYPST)]
    if reaching := sorted(set(_REACHES.findall(source))):
        return [_reach(word) for word in reaching]
    if unknown := sorted(set(_TOP.findall(source)) - render.dictionary(FULL).keys()):
        return [_unknown(name) for name in unknown]
    return _tried(kind, source)


def _tried(kind: Kind, template: str | bytes) -> list[Fault]:
    for contents in (FULL, EMPTY):
        try:
            _print(kind, contents, template)
        except Unusable as fault:
            return [_read(str(fault), fault.line)]
        except Invalid as refusal:
            return [Fault("heavy", refusal.sentence)]
    return []


def _print(kind: Kind, contents: FileContents, template: str | bytes) -> bytes:
    if isinstance(template, str):
        return render.pdf(kind, contents, template)
    return render.docx(kind, contents, template)


def _read(words: str, line: int) -> Fault:
    """The tool's own words as a sentence."""
    if found := _UNSAFE.search(words):
        return _reach(found[1])
    if found := _UNKNOWN.search(words):
        return _unknown(next(filter(None, found.groups())))
    if re.search(r"file not found|escape the project|failed to load|package|Too many open files", words):
        return _reach("import, read")
    at, told = line - render.lines_before(), words[:300]
    if at > 0:
        sentence = _("模板第 %(line)s 行写法有错,没有印出来:%(words)s") % {"line": at, "words": told}
        return Fault("syntax", sentence, told)
    return Fault("syntax", _("模板写法有错,没有印出来:%(words)s") % {"words": told}, told)


def _unknown(name: str) -> Fault:
    return Fault("field", _("模板里的“%(name)s”不在可用的字段里。") % {"name": name}, name)


def _reach(word: str) -> Fault:
    return Fault(
        "reach", _("模板里不能使用“%(word)s”:模板不能读文件、上网或者运行程序。") % {"word": word}, word
    )


def _too_large(most: int) -> Fault:
    return Fault("size", _("模板文件太大,最多 %(most)s KB。") % {"most": most // 1000})
