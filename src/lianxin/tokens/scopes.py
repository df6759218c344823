"""What a token may be used for: data in one place, read by the pages, the API's document and the check."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTNERS, PEOPLE = "partners", "people"


@dataclass(frozen=True)
class Scope:
    """`whose`: an outside system may be given it, a person may give it to their own token, or both."""

    code: str
    label: "str | Promise"
    whose: frozenset[str]


def _scope(code: str, label: Promise, *whose: str) -> Scope:
    return Scope(code, label, frozenset(whose))


SCOPES: dict[str, Scope] = {
    scope.code: scope
    for scope in (
        _scope("reports:write", _("说一件事;凭查询码补充、催办、撤回、评价"), PARTNERS, PEOPLE),
        _scope("reports:read", _("看自己交来的事办得怎么样,凭查询码看进展"), PARTNERS, PEOPLE),
        _scope("commons:read", _("看公开的内容:类别、地名、公开的事"), PARTNERS, PEOPLE),
        _scope("org:read", _("看单位、责任清单、工作日和时限"), PARTNERS, PEOPLE),
        _scope("territory:read", _("看区划和网格"), PARTNERS, PEOPLE),
        _scope("webhooks:manage", _("管理自己的推送地址"), PARTNERS),
        _scope("imports:write", _("把别处的表格导入进来"), PEOPLE),
        _scope("matters:read", _("看自己职责里的事项、一根针、督办"), PEOPLE),
        _scope("matters:write", _("办理自己职责里的事项"), PEOPLE),
        _scope("contacts:read", _("写明原因看报事人的电话(照样记录、照样限次)"), PEOPLE),
        _scope("messages:read", _("看发给自己和本单位的消息"), PEOPLE),
        _scope("keeping:write", _("业务管理员:改单位、任职、类别、日历、时限"), PEOPLE),
    )
}


def offered_to(whose: str) -> list[Scope]:
    return [scope for scope in SCOPES.values() if whose in scope.whose]
