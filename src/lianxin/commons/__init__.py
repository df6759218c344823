"""共享: what was asked and what became of it, for anybody to read. It only reads, through matters' policy.

It is not a place to discuss, to like or to rank: nobody who reports or serves, and no unit, is scored here.
"""
