"""Drawing, saving and importing grids: a set that overlaps or leaves holes is refused whole."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

import shapely
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import Fact, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory.actions.grid_codes import MOST_GRIDS, coded, former_grids, reused
from lianxin.territory.codes import Tier, after, parent
from lianxin.territory.cover import KINDS, Fault, GridShape, NotACover, check_cover, settled
from lianxin.territory.drawing import Weighted, split, weight_inside
from lianxin.territory.gazetteer import gazetteer
from lianxin.territory.queries import outline_of


class Checked(NamedTuple):
    """The grids of one community, as they will be stored."""

    community: str
    shapes: list[GridShape]


def propose_grids(community: str, parts: int, weights: Weighted | None = None) -> list[GridShape]:
    """What `draw_grids` would save, unsaved: for the preview."""
    outline = outline_of(require_community(community))
    if outline is None:
        raise Invalid(
            _("%(name)s还没有边界,不能划分网格。") % {"name": gazetteer.get().name(community)},
            instead=_("请先导入这个社区的边界,或直接导入画好的网格。"),
        )
    if not 1 <= parts <= MOST_GRIDS:
        raise Invalid(_("一个社区可以划成 1 到 999 个网格。"))
    shapes = [GridShape(None, "", "general", polygon) for polygon in split(outline, parts, weights)]
    shapes = settled(outline, coded(community, shapes))
    if weights:
        shapes = [replace(s, households=round(weight_inside(s.polygon, weights))) for s in shapes]
    return shapes


def draw_grids(
    community: str, parts: int, *, by: Actor, now: datetime, weights: Weighted | None = None
) -> list[GridShape]:
    """Split a community's outline into `parts` balanced grids and save them: equal in area, or in the sum of
    `weights` (lon, lat, households). The grids that stood are closed."""
    return save_grids(community, propose_grids(community, parts, weights), by=by, now=now)


def save_grids(community: str, shapes: Sequence[GridShape], *, by: Actor, now: datetime) -> list[GridShape]:
    """Put these grids in the place of all that the community had. Raises NotACover, with the faults and where
    they are, when they overlap, leave holes, leave the community, or bear a code twice."""
    checked = Checked(community, checked_grids(community, shapes))
    write_grids([checked], by=by, now=now)
    return checked.shapes


def checked_grids(community: str, shapes: Sequence[GridShape]) -> list[GridShape]:
    """The shapes with their codes, as an exact cover; raises NotACover."""
    outline = outline_of(require_community(community))
    faults = _code_faults(community, shapes) or check_cover(outline, shapes)
    faults = faults or reused(shapes, former_grids(community))
    if faults:
        raise NotACover(
            _("这组网格没有保存:有 %(count)d 处问题。") % {"count": len(faults)},
            faults,
            instead=faults[0].words,
        )
    return settled(outline, coded(community, shapes))


def require_community(community: str) -> str:
    if len(community) != Tier.COMMUNITY or not gazetteer.get().name(community):
        raise NotFound(_("没有代码是 %(code)s 的社区或村。") % {"code": community[:20]})
    return community


def _code_faults(community: str, shapes: Sequence[GridShape]) -> list[Fault]:
    faults, seen = [], dict[str, int]()
    if not 0 < len(shapes) <= MOST_GRIDS:
        faults.append(Fault("code", None, _("一个社区可以划成 1 到 999 个网格。")))
    for number, shape in enumerate(shapes, 1):
        told = {"n": number, "code": shape.code, "kind": shape.kind}
        if shape.kind not in KINDS:
            faults.append(Fault("code", None, _("第 %(n)d 个网格的类型“%(kind)s”不认识。") % told, (number,)))
        if shape.code is None:
            continue
        if parent(shape.code) != community or not shape.code.isdigit():
            words = _("第 %(n)d 个网格的代码 %(code)s 不是这个社区的。") % told
            faults.append(Fault("code", None, words, (number,)))
        elif shape.code in seen:
            words = _("第 %(n)d 个网格的代码 %(code)s 与第 %(other)d 个相同。") % {
                **told,
                "other": seen[shape.code],
            }
            faults.append(Fault("code", None, words, (seen[shape.code], number)))
        seen.setdefault(shape.code, number)
    return faults


def write_grids(sets: Sequence[Checked], *, by: Actor, now: datetime) -> int:
    """Store checked sets of one county in one transaction; returns how many communities changed. What is as
    it was stays untouched, so that saving twice changes nothing."""
    for item in sets:
        permission.require_keeper(by, item.community)
    today = local(now).date()
    with transaction.atomic():
        bump("map")  # first: two hands at once take turns on this row
        facts = [fact for item in sets if (fact := _replace(item, today))]
        if not facts:
            transaction.set_rollback(True)
            return 0
        bump("map")  # and last: a copy that was read in between is of no use
        append(sets[0].community[: Tier.DISTRICT], facts, by=by, now=now)
    return len(facts)


def _replace(item: Checked, today: date) -> Fact | None:
    """What began today and bears the same code is mended in place: it never stood for a whole day. What gives
    its code up is only closed, even on the day it began: a matter may have been reported in it since."""
    if reused(item.shapes, former_grids(item.community)):
        raise NotNow(
            _("别人刚刚改了这个社区的网格,这一次没有保存。"), instead=_("请看看现在的网格,再划一次。")
        )
    standing = {row.code: row for row in _standing(item.community)}
    wanted = {row.code: row for row in (_row(shape, today) for shape in item.shapes)}
    gone = [row for code, row in standing.items() if not _same(row, wanted.get(code))]
    fresh = [row for code, row in wanted.items() if not _same(row, standing.get(code))]
    if not gone and not fresh:
        return None
    mended = [row.pk for row in gone if row.valid_from >= today and row.code in wanted]
    models.Grid.objects.filter(pk__in=mended).delete()
    models.Grid.objects.filter(pk__in=[row.pk for row in gone]).update(valid_until=today)
    _begin(fresh, today)
    digest = hashlib.sha256(b"".join(row.wkb for row in wanted.values())).hexdigest()
    payload = {"closed": [row.code for row in gone], "opened": [row.code for row in fresh], "sha256": digest}
    return Fact("territory.save_grids", f"area:{item.community}", payload)


def _begin(fresh: list[models.Grid], today: date) -> None:
    """A grid that was closed today and comes back in its own shape takes up its span again."""
    models.Grid.objects.filter(code__in=[row.code for row in fresh], valid_from=today).delete()
    models.Grid.objects.bulk_create(fresh)


def _standing(community: str) -> list[models.Grid]:
    span = {"code__gte": community, "code__lt": after(community)}
    return list(models.Grid.objects.filter(valid_until__isnull=True, **span).order_by("code"))


def _row(shape: GridShape, today: date) -> models.Grid:
    return models.Grid(
        code=shape.code or "",
        name=shape.name,
        kind=shape.kind,
        wkb=shapely.to_wkb(shape.polygon),
        households=shape.households,
        valid_from=today,
    )


def _same(row: models.Grid, other: models.Grid | None) -> bool:
    return other is not None and _content(row) == _content(other)


def _content(row: models.Grid) -> tuple[Any, ...]:
    """Settled again, the same lines come out in another order: compared as shapes, not as bytes."""
    shape = shapely.normalize(shapely.from_wkb(bytes(row.wkb)))
    return (row.code, row.name, row.kind, row.households, shapely.to_wkb(shape))
