"""How what an outside system sent goes on: found again by the id under which it was sent."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.errors import NotFound
from lianxin.kernel.keyring import keyring
from lianxin.matters.codes import resident_code
from lianxin.matters.contracts import Progress
from lianxin.matters.models import Intake
from lianxin.matters.queries.progress import progress


def sent_report(credential: str, county: str, sent: UUID, *, now: datetime) -> Progress:
    """Eight statements. Raises NotFound alike for what was never sent and what another sent; for those who
    serve too, whose own way to what they took down is the matter itself."""
    key = keyring().digest("intake key", str(sent))
    mine = Intake.objects.filter(county=county, credential=credential, key=key)
    matter = None if credential.startswith("staff:") else mine.values_list("matter", flat=True).first()
    if matter is None:
        raise NotFound(_("没有用这个编号交来的事。"), instead=_("请用交来时自己定的 id,和回答里的县区代码。"))
    return progress(resident_code(matter), now=now)
