"""Writes: a report that a partner sends, and the questions of the catalogue."""
