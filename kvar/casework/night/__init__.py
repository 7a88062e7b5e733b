"""Work that is done alone, and some of it at a time."""
