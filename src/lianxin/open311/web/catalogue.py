"""The discovery document, the services, and what each of them asks."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.open311 import queries
from lianxin.open311.datatypes import Asked as Question
from lianxin.open311.plain import Told, Tree
from lianxin.open311.queries import Offered
from lianxin.open311.web.answers import TYPES, Answer
from lianxin.open311.web.asked import Asked

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(asked: Asked) -> Answer:
    changed = queries.changed_at()
    stamp = local(changed).isoformat(timespec="seconds")
    bases = {"production": reverse("open311:root"), "test": reverse("open311_trial:root")}
    endpoints: list[Tree] = [
        {
            "specification": SPECIFICATION,
            "url": asked.request.build_absolute_uri(path).rstrip("/"),
            "changeset": stamp,
            "type": kind,
            "formats": list(TYPES.values()),
        }
        for kind, path in bases.items()
    ]
    tree: Tree = {
        "changeset": stamp,
        "contact": _("请联系运行这套系统的单位的系统管理员。"),
        "key_service": _("向运行这套系统的单位申请:系统管理员登记对接方,发给 api_key。读取不用 api_key。"),
        "endpoints": endpoints,
    }
    return Answer(Told("discovery", tree), bare=True, changed_at=changed)


def services(asked: Asked) -> Answer:
    asked.jurisdiction()
    tree: list[Tree] = [_listed(service) for service in queries.offered(asked.on)]
    return Answer(Told("services", tree), changed_at=queries.changed_at())


def definition(asked: Asked, code: str) -> Answer:
    asked.jurisdiction()
    service = offered(code, asked)
    questions: list[Tree] = [_question(question) for question in service.questions]
    tree = {"service_code": service.code, "attributes": questions}
    return Answer(Told("service_definition", tree), changed_at=queries.changed_at())


def offered(code: str, asked: Asked) -> Offered:
    """Raises NotFound."""
    service = queries.service(code, asked.on)
    if service is None:
        words = _("没有 service_code 为“%(code)s”的服务。") % {"code": code[:60]}
        raise NotFound(words, instead=_("服务都列在 services 里。"))
    return service


def _listed(service: Offered) -> Mapping[str, Tree]:
    return {
        "service_code": service.code,
        "service_name": service.name,
        "description": service.description,
        "metadata": bool(service.questions),
        "type": "realtime",
        "keywords": ", ".join(service.keywords),
        "group": service.group,
    }


def _question(question: Question) -> Mapping[str, Tree]:
    english = get_language() == "en"
    values: list[Tree] = [
        {"key": choice.key, "name": (english and choice.name_en) or choice.name}
        for choice in question.choices
    ]
    return {
        "variable": question.variable,
        "code": question.code,
        "datatype": question.datatype.value,
        "required": question.required,
        "datatype_description": (english and question.hint_en) or question.hint or None,
        "order": question.order,
        "description": question.said,
        "values": values,
    }
