"""Writes: one verb, one function; `verbs.speak` is the only way in which a dispute moves."""
