"""Every page there is, and how it is brought before a browser: for axe, and for whoever takes pictures.

`test_axe.py` compares this list with the addresses of the product: a page that stands in neither `SIGHTS` nor
`no_page.py` fails, so that none is added that nobody looks at.
"""

from browser.everypage.administering import ADMINISTERING
from browser.everypage.alike import SAID_BEFORE
from browser.everypage.disputing import DISPUTING
from browser.everypage.eyes import Sight
from browser.everypage.keeping import KEEPING
from browser.everypage.offices import OFFICES
from browser.everypage.parties import PARTIES
from browser.everypage.photos import PHOTOS
from browser.everypage.refused import REFUSED
from browser.everypage.residents import IN_DANGER, RESIDENTS
from browser.everypage.serving import SERVING
from browser.everypage.signing_in import SIGNING_IN

# In this order: what one sight leaves behind, a later one may show.
SIGHTS: tuple[Sight, ...] = (
    *RESIDENTS,
    *PHOTOS,
    *SAID_BEFORE,
    *PARTIES,
    *SIGNING_IN,
    *IN_DANGER,
    *SERVING,
    *DISPUTING,
    *KEEPING,
    *OFFICES,
    *ADMINISTERING,
    *REFUSED,
)
