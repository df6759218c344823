"""What somebody wrote, out of what their mail program made of it. Pure: nothing is fetched or run."""

import re
from html import unescape

_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "blockquote", "svg", "object"}
)
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr"})
_EMPTY = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"}
)
# Where the answer ends and the mail that is answered begins, in the words of the common programs.
_QUOTED = re.compile(
    r"^\s*("
    r"-{2,}\s*(original message|原始邮件|原邮件|转发的邮件|forwarded message|回复的原邮件)\s*-{2,}"
    r"|on .{5,120} wrote:?"
    r"|.{0,80}(写道|寫道|来信说)\s*[::]"
    r"|_{10,}"
    r")\s*$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^\s*(发件人|寄件者|寄件人|from)\s*[::]", re.IGNORECASE)
_BESIDE = re.compile(r"^\s*(发送时间|日期|收件人|主题|sent|date|to|subject)\s*[::]", re.IGNORECASE)
_SIGNED = re.compile(
    r"^\s*(发自我的|来自我的|从我的|发送自|sent from my|获取 ?outlook|get outlook)", re.IGNORECASE
)


# One look ahead at each "<", bounded: the library's parser takes hours over a page of unclosed attributes.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]{0,2000})>")
_MARKUP = re.compile(r"<[^<>]{0,4000}>")
_QUOTE = re.compile(r"(?:class|id)\s*=\s*[\"']?[^\"'>]{0,80}quote", re.IGNORECASE)
LONGEST_HTML, LONGEST_TEXT, DEEPEST = 400_000, 200_000, 200


def from_html(html: str) -> str:
    """Words and line breaks; quoted parts, scripts, styles and pictures are left out."""
    pieces: list[str] = []
    inside: list[str] = []
    at, html = 0, html[:LONGEST_HTML]
    while at < len(html):
        start = html.find("<", at)
        if not inside:
            pieces.append(_flowing(html[at : start if start >= 0 else len(html)]))
        if start < 0:
            break
        at = _past_tag(html, start, pieces, inside)
    return "".join(pieces)


def _flowing(words: str) -> str:
    return unescape(re.sub(r"\s+", " ", words))


def _hides(inside: list[str], name: str, told: str) -> bool:
    return bool(inside) or name in _DROPPED or _QUOTE.search(told) is not None


def _past_tag(html: str, start: int, pieces: list[str], inside: list[str]) -> int:
    """Where to read on behind what begins with "<" at `start`."""
    if html.startswith("<!--", start):
        end = html.find("-->", start)
        return end + 3 if end >= 0 else len(html)
    tag = _TAG.match(html, start)
    if tag is None:
        other = _MARKUP.match(html, start)
        return other.end() if other else start + 1
    closes, name, told = bool(tag[1]), tag[2].lower(), tag[3]
    if name in _BREAKS and not inside:
        pieces.append("\n")
    if closes and name in inside:
        del inside[len(inside) - 1 - inside[::-1].index(name) :]
    elif not closes and name not in _EMPTY and len(inside) < DEEPEST and _hides(inside, name, told):
        inside.append(name)
    return tag.end()


def own_words(text: str) -> str:
    """Without what is quoted below or above, and without the signature."""
    lines = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line.rstrip() == "--" or _QUOTED.match(line) or _SIGNED.match(line) or _is_head(lines, number):
            break
        if not line.lstrip().startswith((">", "\uff1e")):
            kept.append(line.strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _is_head(lines: list[str], number: int) -> bool:
    """「发件人:…」 with its fellows below it: the head of the mail that is answered."""
    return bool(_HEADED.match(lines[number])) and any(
        _BESIDE.match(line) for line in lines[number + 1 : number + 4]
    )
