"""Other offices' books, in and out: a hotline's or a platform's rows become matters by the same door as any
report, and what became of them goes back in that office's own columns. Not for our own reference tables:
those are taken in by the rooms they belong to."""
