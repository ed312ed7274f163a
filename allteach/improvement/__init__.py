"""Aims, tests of change, and the changes that were kept.

An aim says what shall improve, for whom, by how much and by when. A cycle is one small test of a change: planned with
a prediction, done, studied against the prediction, and decided upon. Cycles on one change climb a ramp. What is kept
is an implemented change.

Always true: a prediction cannot be altered once its test has begun; a cycle is not closed while a prediction is
uncompared; what stands on the charts about cycles and kept changes equals what the rows here say.
"""
