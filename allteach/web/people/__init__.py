"""Pages about people: oneself, one's keys, mail and data; and finding others."""
