"""Messages to people: written with the fact they tell, carried out by channels, each effect once.

Not for deciding who must hear what: the rooms above write the words and name the receiver.
"""
