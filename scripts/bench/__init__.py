"""How fast it is, as ratios: the same machine, server and minute, so that figures of two machines can be compared."""
