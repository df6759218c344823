"""Replay: the requests of a real town, with their real times, carried through the whole loop.

A town is a folder of data (`shell/towns/*/town.json`): which column is what, and how codes are made. The
sheets that Lianxin imports (areas, units, categories, duty list, posts) are written from the data file at
run time, because rows of real data are never committed. No town has code of its own.
"""
