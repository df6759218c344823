"""What is kept of people in messages."""

from lianxin.kernel.dataprotection import Declared

TOLD = "PIPL 13(3); 信访工作条例 23: whoever spoke up must be told"
DECLARED = (
    Declared(
        "Message.sealed",
        "the number and the words of a resident's message, until it has gone",
        TOLD,
        "emptied in the transaction that records the sending, or a month after it was given up",
        "nobody here; the deployment's gateway opens it with the keyring",
    ),
    Declared("Message.to_person", "for whom a message is", TOLD, "with the message", "that person"),
)
EXCUSED = {
    "Message.county": "a county's code",
    "Message.key": "the id of a matter and a version",
    "Message.channel": "a channel's name",
    "Message.to_unit": "a unit's id",
    "Message.words": "a number and a kind of matter, for those who serve; empty where sealed (tested)",
    "Message.subject": "the id of a matter",
    "Carrier.channel": "a channel's name",
    "Carrier.unit": "a unit's id",
    "Carrier.sealed": "passwords and addresses of the deployment and of units",
    "Message.fault": "the type of a fault: never an address (tested)",
}
