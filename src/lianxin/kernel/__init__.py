"""What every room shares: actors, errors, ids, points, sealing, spreadsheets. No models, no pages."""
