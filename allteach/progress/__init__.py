"""What can only be said by reading the others: what needs somebody, and how far a collaborative is."""
