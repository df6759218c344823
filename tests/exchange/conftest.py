import pytest

from exchange.office import Office, opened
from town import Town


@pytest.fixture
def office(town: Town) -> Office:
    """The county's hotline is named here; nobody has said yet what its columns mean."""
    return opened(town)
