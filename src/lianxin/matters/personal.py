"""What is kept of those who report and of those who work on it."""

from lianxin.kernel.dataprotection import Declared

ASKED = "PIPL 13(3): to do what was asked for; 信访工作条例 23"
PROOF = "PIPL 54, 69: who did what for whom must be provable"
FILE = "five years after its end (matters/retention.py), or until its reporter has it erased"
STAYS = "with the matter's number: who answered for it, and how it went, stays provable (decision 0013)"
CONTACT = "three years after receipt (`Contact.kept_until`)"
SERVING = "those with a duty over the place or in its unit; whoever holds the code"
LOOK = "after giving a reason: its handlers, their head, the desk, the grid officer"

DECLARED = (
    Declared("Contact.sealed_name", "how to address the reporter; optional", ASKED, CONTACT, LOOK),
    Declared("Contact.sealed_phone", "to reach the reporter; optional", ASKED, CONTACT, LOOK),
    Declared("Contact.sealed_mail", "to reach the reporter by mail; optional", ASKED, CONTACT, LOOK),
    Declared("Matter.text", "what was said; people may name themselves in it", ASKED, FILE, SERVING),
    Declared("Matter.place", "where it is, in the reporter's words", ASKED, FILE, SERVING),
    Declared("Matter.lon", "where it is: the place of the matter, not of a person", ASKED, FILE, SERVING),
    Declared("Matter.lat", "as Matter.lon", ASKED, FILE, SERVING),
    Declared("Matter.code_digest", "to find a matter by its code", ASKED, STAYS, "nobody; a keyed digest"),
    Declared("Matter.reporter", "who took a report down while serving", PROOF, STAYS, "nobody, on no page"),
    Declared("Matter.handler", "who has it in hand", PROOF, STAYS, SERVING),
    Declared(
        "Matter.public_words",
        "what anybody may read of it: written by a dispatcher, checked for what tells on a person; one tap "
        "takes it down",
        "PIPL 13(3), 23: of public space alone; nothing of a person is meant to stand in it",
        FILE + "; earlier where it is taken down",
        "anybody",
    ),
    Declared(
        "Matter.level", "how the reporter rated it: of the matter, never of a person", ASKED, STAYS, SERVING
    ),
    Declared("Movement.actor", "who spoke a verb while serving", PROOF, STAYS, "nobody, on no page"),
    Declared("Movement.post", "who spoke a verb, by post and name as they were then", PROOF, STAYS, SERVING),
    Declared(
        "Movement.note",
        "what was done, and why; words of people",
        ASKED,
        FILE,
        "those who serve; the resident, but for what units say to one another on whose it is",
    ),
    Declared("Movement.road", "which way is open instead", ASKED, FILE, SERVING),
    Declared(
        "Proof.digest",
        "to know the number's owner again",
        "PIPL 44-47",
        "ten minutes",
        "nobody; a keyed digest",
    ),
    Declared("Reveal.person", "who looked at a contact", PROOF, CONTACT, "nobody, on no page"),
    Declared("Reveal.post", "who looked, by post and name", PROOF, CONTACT, SERVING),
    Declared("Reveal.reason", "why they looked", PROOF, CONTACT, SERVING),
    Declared(
        "Intake.credential",
        "under whose key a report is unique: `web`, or a person's id",
        ASKED,
        STAYS,
        "nobody",
    ),
    Declared(
        "Intake.fingerprint",
        "to tell a repeat from other words under the same id",
        ASKED,
        FILE,
        "nobody; a keyed digest",
    ),
)
COUNTY, CODE = "a county's code", "a code of ours"
EXCUSED = {
    **dict.fromkeys(
        (
            "Matter.county", "Movement.county", "Assist.county", "Apart.county", "Contact.county",
            "Reveal.county", "Intake.county", "Proof.county",
        ),
        COUNTY,
    ),
    **dict.fromkeys(
        (
            "Matter.channel", "Matter.notice", "Matter.category", "Matter.service", "Matter.state",
            "Matter.publicity",
            "Movement.verb", "Movement.state_before", "Movement.state_after", "Movement.actor_kind",
        ),
        CODE,
    ),
    "Matter.partner": "an outside system's id",
    "Matter.number": "derived from a random id",
    "Matter.area": "the code of an area of several hundred households",
    "Matter.desk": "the code of an area",
    "Matter.suggested": "a category with the words of the lexicon that led to it",
    "Matter.routed_because": "a line of the duty list and a unit",
    "Matter.merged_into": "the id of another matter",
    "Apart.one": "the id of a matter",
    "Apart.other": "the id of a matter",
    "Movement.unit": "a unit's id",
    "Movement.facts": "dates, codes and numbers of matters",
    "Intake.key": "a keyed digest of a random id",
    "Intake.matter": "the id of a matter",
}  # fmt: skip
