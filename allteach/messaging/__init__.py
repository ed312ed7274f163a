"""What people are told, and the worker that tells them."""
