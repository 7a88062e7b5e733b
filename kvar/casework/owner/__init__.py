"""Who answers for a case on a day, and who is told when nobody does."""
