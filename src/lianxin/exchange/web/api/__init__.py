"""Sheets of another office by token: the same calls as the pages, nothing decided here."""
