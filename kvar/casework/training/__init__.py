"""Lär dig: what somebody has done of a course, what the rules answer, and the guided cases of the training city."""
