"""The working calendar, service times, and the clocks that keep a promise.

Not for deciding what happens when a clock rings: it announces `DeadlineStepped`, the floor above reacts.
"""
