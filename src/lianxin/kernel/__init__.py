"""What every room shares: actors, errors, ids, points, sealing. No models, no pages."""
