"""Writes: intake, the verbs of the lifecycle, and looking at a contact."""
