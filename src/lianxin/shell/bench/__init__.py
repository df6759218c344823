"""Measured promises: every module with a `run(progress)` is one table of figures."""
