"""What the deployment has learned: words and the category under which people worked them to the end."""

from collections.abc import Iterator

from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter


def worked_to_the_end() -> Iterator[tuple[str, str]]:
    """(text, category) of every matter that was closed: a human dispatched and handled it as that. Oldest
    first. For the command line of the server itself: the words are residents' own, and stay there."""
    rows = Matter.objects.filter(state__in=[State.CLOSED, State.RATED]).exclude(category="")
    yield from rows.order_by("received_at", "id").values_list("text", "category").iterator(chunk_size=2000)
