"""Open311 GeoReport v2: other people's software lists our services, reports a matter, reads how it goes.

A door and nothing more: what comes in becomes the same matter as by any other; what goes out is what
everybody may know. It keeps which partner sent what, and the questions that a kind of matter asks.
"""
