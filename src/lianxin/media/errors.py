"""Why a photo was not taken in: a word for addresses, a sentence for people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.errors import Invalid

WHY: Mapping[str, "Promise"] = {
    "empty": _("文件是空的"),
    "large": _("文件超过 15 MB"),
    "pixels": _("像素超过四千万"),
    "kind": _("不是照片,收 JPEG、PNG、WebP、GIF"),
    "heic": _("是 HEIC 格式,请在手机里存成 JPEG 再选"),
    "broken": _("没有传完整,或者文件坏了"),
    "heavy": _("解开它要的内存或时间太多"),
    "crowded": _("这会儿送来的照片太多,请过一会儿再加"),
    "many": _("张数已经满了"),
    "store": _("存的时候出了问题,请过一会儿再加"),
    "address": _("网址不能用,或者指向内部网络"),
    "away": _("那个网址没有给出照片"),
    "boxes": _("标出的方块不在照片里,或者太多"),
}


class Unusable(Invalid):
    """One photo cannot be kept; what it came with is untouched. `why` is a word of WHY."""

    code = "photo"

    def __init__(self, why: str) -> None:
        self.why = why if why in WHY else "broken"
        super().__init__(str(WHY[self.why]))
