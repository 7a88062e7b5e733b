"""Reaching the household: what people have asked of us, attempts, neutral SMS."""
