"""Reads, each beginning with who looks."""
