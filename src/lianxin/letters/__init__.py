"""Residents' letters by mail: each becomes a matter, adds to one, or waits for somebody to read it.

Not for answering: what is sent out goes through notices. A letter is never lost and never opened twice.
"""
