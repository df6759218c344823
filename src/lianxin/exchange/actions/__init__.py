"""Writes: sources, what their columns mean, a file's way in, and what goes back out."""
