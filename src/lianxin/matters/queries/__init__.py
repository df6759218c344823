"""Reads. Each begins with who looks, and tells nothing of what they may not see."""
