"""What in words meant for anybody might tell who somebody is. It warns and never decides: a person looks at
every doubt and says a second yes, or writes other words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHARED = 8  # characters in a row that stand in the resident's own words too

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌"
    "费纪靳盛童欧甄项曲成游裴席卫查屈鲍霍覃翁隋甘景薄单包司柏宁柯阮桂闵解柴华车冉房边"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|夏侯|闻人"
_TITLE = (
    "先生|女士|小姐|同志|师傅|老师|医生|大夫|大爷|大妈|大娘|大叔|大姐|大哥|阿姨|叔叔|奶奶|爷爷|伯伯|婶|嫂|"
    "主任|书记|警官|经理|老板|某某|某"
)
# After a name people go on with one of these; after 高空 or 马路 they do not.
_AFTER = (
    "的|说|讲|反映|反应|报告|举报|投诉|打电话|来电|在|和|与|跟|被|把|向|要|住|家|门|告|称|提|,|,|。|、|:|:|$"
)
# Surnames that begin or end too many other words: they count with a title only (于先生, not 位于路口).
_COMMON = "于任万武田余毛温章季童宁祝席查盛卫华费纪时曲金项汤方向成安解关包单房边车施路石管查明高常白江"
_CLEAR = "".join(sign for sign in _SURNAMES if sign not in _COMMON)
# What is said of public places every day, and would look like a name in the middle of a line.
_HARMLESS = (
    "马路|黄土|黄线|康乐|林木|林带|雷雨|龙头|钟楼|陆续|游乐|严重|柏油|柏树|路段|地段|"
    "阶段|时段|一段|段落|水库|汪洋|余下|康复|孔洞|井孔|毛坯|陶瓷|洪水|山洪|防洪|颜色|"
    "牛奶|芦苇|丛生|草丛|焦黑|柳树|柳絮|杨树|杨絮|行李|梁柱|桥梁|许多|曾经|叶子|树叶|"
    "落叶|枝叶|杜绝|夏天|夏季|容易|庞大|申请|毕业|完毕|齐全|整齐|梅花|庄重|村庄|辛苦|"
    "左转|涂料|涂鸦|乱涂|山谷|关闭|苗木|树苗|凌乱|单薄|薄弱|桂花|柴火|胡同|胡乱|周边|"
    "周围|四周|一周|周末|周期|何时|何处|任何|罗列|程度|工程|陈旧|陈列|朱红|丁字|园丁|"
    "范围|规范|景观|景区|风景|夜景|管理|设施|措施|实施|施工|广场|车辆|常年|易拉|司机|"
    "古城|文明|文化|房屋|解决|包装|成堆|秦岭|唐山|鲁班|郑州|徐州|苏州|柳巷|顾客|史料|"
    "洪涝|孟春|余热|倾倒|韩国"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "0012345678" + "91")
_NUMBER = r"(?:\d+|[一二三四五六七八九十百零〇]+)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("identity", r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"),
    ("phone", r"(?<!\d)\+?\d(?:[ \-—–·.()]?\d){6,}"),
    ("plate", rf"[{_PROVINCES}][A-Za-z][ ·•.\-]?[A-Za-z0-9]{{4,6}}[学警港澳挂]?"),
    (
        "house",
        rf"{_NUMBER}\s*(?:号楼|号院|号房|栋|幢|单元|室|户(?!外))"
        rf"|{_NUMBER}\s*号(?!线|口|门|井|杆|灯|路|桥|公交)",
    ),
    (
        "account",
        r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|www\.\S+"
        r"|(?:微信|QQ|qq|抖音|快手|微博)\s*[::号]?\s*[\w-]{5,}",
    ),
    (
        "name",
        rf"(?:{_COMPOUND})(?:[\u4e00-\u9fff]{{1,2}}(?={_AFTER})|(?:{_TITLE}))"
        rf"|[{_SURNAMES}](?:{_TITLE})|[{_CLEAR}][\u4e00-\u9fff]{{1,2}}(?:(?:{_TITLE})|(?={_AFTER}))"
        rf"|[老小阿][{_CLEAR}](?={_AFTER})"
        rf"|(?:居民|业主|户主|村民|住户|租户|房东|姓名|联系人|当事人|报事人)[::\s]*"
        rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """`code` stays; `sentence` says what was seen and why it might matter."""

    code: str
    sentence: str


def doubts(words: str, *, said: str = "") -> list[Doubt]:
    """What to look at before `words` are shown to anybody; `said` is what the resident wrote. Pure."""
    plain = unicodedata.normalize("NFKC", words)
    seen = dict(_seen(plain))
    own = _shared(plain, unicodedata.normalize("NFKC", said))
    if own:
        seen["verbatim"] = own
    words_of = _("%(what)s:“%(part)s”。")
    return [
        Doubt(code, words_of % {"what": DOUBT_NAMES[code], "part": part[:20]}) for code, part in seen.items()
    ]


def _seen(plain: str) -> Iterator[tuple[str, str]]:
    for code, pattern in _PATTERNS:
        # A number written in characters (一三八…) is looked for as if written in figures.
        text = plain.translate(_DIGITS) if code in {"phone", "identity"} else plain
        if code == "name":
            text = re.sub(_HARMLESS, lambda word: "\n" * len(word.group()), text)
        found = re.search(pattern, text)
        if found:
            yield code, plain[found.start() : found.end()]


def _shared(words: str, said: str) -> str:
    """The first stretch that stands in both, if it is long enough to be a quotation."""
    tight = "".join(said.split())
    line = "".join(words.split())
    for start in range(len(line) - SHARED + 1):
        if line[start : start + SHARED] in tight:
            end = start + SHARED
            while end < len(line) and line[start : end + 1] in tight:
                end += 1
            return line[start:end]
    return ""


DOUBT_NAMES = {
    "identity": gettext_lazy("像身份证号"),
    "phone": gettext_lazy("像电话号码"),
    "plate": gettext_lazy("像车牌"),
    "house": gettext_lazy("像门牌或房号"),
    "account": gettext_lazy("像网址、邮箱或账号"),
    "name": gettext_lazy("像人名或称呼"),
    "verbatim": gettext_lazy("和报事人自己写的一样"),
}
