"""What the machine would write for the public: the kind and the community, never a word of the resident's."""

from lianxin.matters.models import Matter
from lianxin.org import public as org
from lianxin.territory import public as territory


def propose(matter: Matter) -> str:
    """Chinese, whatever the language of the page: it is what will be kept."""
    kind = org.category(matter.category)
    place = territory.full_name(community_of(matter.area))
    return ":".join(filter(None, [place, kind.name if kind else ""]))


def community_of(area: str) -> str:
    """A grid is some hundred households: what anybody reads says the community."""
    return area[: territory.Tier.COMMUNITY]
