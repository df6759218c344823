"""Addresses, what is asked of them, and answers as JSON and XML."""
