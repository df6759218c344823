"""What is kept of people in photos."""

from lianxin.kernel.dataprotection import Declared

ASKED = "PIPL 13(3): to do what was asked for; a photo is never required"
KEPT = "three years after it came (`Picture.kept_until`), or with its subject when that is erased"
DECLARED = (
    Declared(
        "Picture.name",
        "the files of a photo, without a word about where, when or with what it was taken",
        ASKED,
        KEPT,
        "those who may see its subject: whoever serves there; whoever holds the code",
    ),
    Declared(
        "Picture.public_name",
        "the files of the covered one, once a dispatcher has covered faces and plates and approved it",
        "PIPL 13(3), 51: made public without what tells one person from another",
        "until it is withdrawn, or with the photo",
        "everybody",
    ),
    Declared(
        "Errand.url",
        "from where a photo is to be fetched that was named by its address",
        ASKED,
        "emptied as soon as it was fetched or given up",
        "nobody; the background work",
    ),
)
EXCUSED = {
    "Picture.county": "a county's code",
    "Picture.subject": "the id of a matter",
    "Picture.digest": "a keyed digest of the bytes that arrived",
    "Errand.county": "a county's code",
    "Errand.subject": "the id of a matter",
    "Errand.digest": "a keyed digest of an address",
    "Errand.state": "a code of ours",
    "Errand.why": "a code of ours",
}
