"""What a request for scores answers."""
