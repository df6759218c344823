"""People who serve, sign-in with a second factor, sessions that end. Residents need no account."""
