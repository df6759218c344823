"""Search in the database itself: one token for each character, one string of them on every engine.

It holds, for whatever family of work is to be found, the words that were said and who may see them, side by
side in one index: what one may not see is not found, not counted and not suggested. It knows no family: each
lends it entries (`matters/searching/`). Disputes under mediation never come here.
"""
