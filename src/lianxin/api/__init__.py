"""The wire: what every room's `web/api.py` stands on, whoever asks by token. No rule of a trade is here."""
