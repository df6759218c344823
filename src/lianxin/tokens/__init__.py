"""Tokens: with what a program comes in. For an outside system (对接方), or for one who serves, as themselves.

Not here: what may be asked with one (each room's `web/api.py`), and who may do what (`org`)."""
