"""Steps: done, skipped, handed over, done by another act; answers, notes and corrections."""
