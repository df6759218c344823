"""Disputes (矛盾纠纷): parties, consent, sittings, the agreement and its keeping, sealed by a key of its own.

Not for what is to be fixed or answered: that is a matter, and a quarrel may be born from one.
"""
