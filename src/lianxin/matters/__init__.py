"""THE HEART: a resident's report becomes a matter, is routed, handled, verified, closed and rated."""
