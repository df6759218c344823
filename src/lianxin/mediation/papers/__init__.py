"""The papers of a mediation file, printed: PDF by typst, Word by docxtpl, from plain values. No database, no
web. Enter by `contents` (what is said), `kinds` (which papers), `render` (print), `templates` (check one)."""
