"""A synthetic city: people, homes and notices that never were, by the parameters of practice.md 7.3–7.4."""
