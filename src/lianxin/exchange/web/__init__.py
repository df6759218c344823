"""Pages of exchange: parse, one call, render."""
