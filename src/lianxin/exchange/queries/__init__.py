"""Reads: sources, files on their way, what they ask, and what went back."""
