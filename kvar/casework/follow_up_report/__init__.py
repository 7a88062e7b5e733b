"""What is published, told: measures in sentences and pictures, the report of a period, and open data."""
