"""What if last year's cases had met another edition, or another rule for who answers for a home? Nothing is written."""
