"""Pages of the reports of months."""
