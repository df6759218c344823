"""Pages of accounts: parse, one call, render."""
