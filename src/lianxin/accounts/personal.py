"""What is kept of people who serve and sign in."""

from lianxin.kernel.dataprotection import Declared, Room

DUTY = "PIPL 13(3): statutory duty of the unit they serve in"
LAW = "PIPL 13(3), 51; GB/T 22239 8.1.4.1"
ACCOUNT = "as long as the account; locked when they leave, since the journal names its id"
KEEPERS = "themselves; the security administrator"

DECLARED = (
    Declared("Person.username", "to sign in", DUTY, ACCOUNT, KEEPERS),
    Declared(
        "Person.name",
        "to say who did something, on timelines and lists of looks",
        DUTY,
        ACCOUNT,
        "whoever may read the matter they worked on; residents of their own matters",
    ),
    Declared("Person.password", "to sign in (argon2)", LAW, ACCOUNT, "nobody"),
    Declared("Person.administrator", "which of the three administrators somebody is", LAW, ACCOUNT, KEEPERS),
    Declared("Attempt.key", "to lock after five failures", LAW, "a day", "nobody; a keyed digest"),
    Declared("Attempt.name_digest", "to unlock a name", LAW, "a day", "nobody; a keyed digest"),
    Declared("Invitation.person", "who may bind a phone", LAW, "three days, or one use", "nobody"),
    Declared(
        "Invitation.digest", "to know the word again", LAW, "until used or replaced", "nobody; a keyed digest"
    ),
)
EXCUSED: dict[str, str] = {}
LIBRARIES = [
    Room(
        "sessions",
        (
            Declared("Session.session_key", "to stay signed in", LAW, "12 hours, or signing out", "nobody"),
            Declared("Session.session_data", "who is signed in and since when", LAW, "12 hours", "nobody"),
        ),
        {},
    ),
    Room(
        "otp_totp",
        (
            Declared("TOTPDevice.user", "whose second factor it is", LAW, "until reset", "nobody"),
            Declared("TOTPDevice.key", "to check the second factor", LAW, "until reset", "its owner, once"),
        ),
        {"TOTPDevice.name": "always `app`"},
    ),
    Room(
        "auth",
        (),
        dict.fromkeys(("Permission.name", "Permission.codename", "Group.name"), "Django's; unused, empty"),
    ),
    Room(
        "contenttypes",
        (),
        dict.fromkeys(("ContentType.app_label", "ContentType.model"), "names of tables"),
    ),
]
