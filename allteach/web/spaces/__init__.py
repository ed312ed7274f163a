"""Pages of every kind of space: who belongs to it, invitations, agreements, small numbers."""
