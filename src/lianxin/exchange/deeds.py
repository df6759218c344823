"""What exchange writes into the journal, in words."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from lianxin.exchange.models import Channel, Source
from lianxin.pages.public import deeds


def _named(codes: Collection[str]) -> Mapping[str, deeds.Word]:
    return {
        str(id_): name
        for id_, name in Source.objects.filter(id__in=deeds.ids(codes)).values_list("id", "name")
    }


DEEDS = deeds.Deeds(
    room=_("导入和导出"),
    words={
        "exchange.found_source": _("登记来源"),
        "exchange.change_source": _("更改来源"),
        "exchange.keep_mapping": _("对照来源的列"),
        "exchange.receive": _("上传一份表格"),
        "exchange.confirm": _("确认导入"),
        "exchange.finish": _("导入完成"),
        "exchange.drop": _("放弃导入"),
        "exchange.forget": _("到期,删去上传的表格"),
        "exchange.export": _("导出事项"),
        "exchange.answers": _("导出给来源的回复"),
    },
    labels={
        "code": _("来源代码"),
        "area": _("区域"),
        "channel": _("渠道"),
        "tells": _("由我们告诉来电人"),
        "closed": _("停用"),
        "version": _("第几版"),
        "columns": _("列数"),
        "rows": _("行数"),
        "new": _("新的"),
        "known": _("已经有的"),
        "changed": _("对方改过的"),
        "bad": _("有问题的行"),
        "contacts": _("带联系方式"),
        "state": _("状态"),
        "category": _("类别"),
    },
    means={
        "area": "area",
        "channel": "source_channel",
        "tells": "yes_no",
        "closed": "yes_no",
        "contacts": "yes_no",
        "state": "state",
        "category": "category",
    },
    things={
        "source": _named,
        "source_channel": deeds.among({channel.value: channel.label for channel in Channel}),
    },
    kinds={"source": _("来源"), "batch": _("一次导入")},
)
