"""The demo: a cast, and a story played through the actions with a fixed clock and seed. Everybody in it is invented."""
