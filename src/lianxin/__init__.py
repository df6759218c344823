"""Lianxin 连心: a neighbourhood governs itself together with those who serve it."""
