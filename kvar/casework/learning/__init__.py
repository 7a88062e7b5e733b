"""What an eviction with children taught us: a review in the case (F13), gathered per half year without names."""
