"""Photos: what comes in is decoded where it can do no harm, kept without a word about where or by whom it
was taken, shown through whoever owns the subject, and public only once a person has covered what must be.

It knows no matters: a subject is a string, and who may see it is for the room above to say."""
