"""Who did what, when: append-only, hash-chained with SM3 per county.

Not for reading back a matter's state (its own rows do that), and never for personal data: an entry holds
ids, codes and keyed digests only, so that erasing a resident's words does not break the chain.
"""
