"""News for outside systems: a matter's number, state, place and kind, signed, retried, with a log.

Not for words, names or numbers of people: whoever wants more asks the API with a token, where it is judged
who may read it. And not for calling anything but the open internet and what the deployment trusts.
"""
