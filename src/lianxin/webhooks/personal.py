"""What is kept of people in webhooks: nothing. Ids, codes, states and times."""

from lianxin.kernel.dataprotection import Declared

DECLARED: tuple[Declared, ...] = ()
EXCUSED = {
    "Hook.name": "what the address is for, as the administrator calls it",
    "Hook.url": "an address of an outside system",
    "Hook.kinds": "codes of ours",
    "Hook.areas": "codes of areas",
    "Hook.sealed": "signing secrets",
    "Hook.standing": "a code of ours",
    "Hook.because": "a code of ours",
    "Delivery.county": "a county's code",
    "Delivery.news": "the id of a matter and a version",
    "Delivery.kind": "a code of ours",
    "Delivery.number": "a matter's public number",
    "Delivery.body": "ids, codes and times: no words, names or numbers of people (tested)",
    "Delivery.fault": "the kind of a fault",
}
