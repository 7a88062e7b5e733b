"""What is written: routines, codes, letters, words. Files that people change without programming, and one loader."""
