"""Statistical process control for improvement in health care: pure functions on arrays."""
