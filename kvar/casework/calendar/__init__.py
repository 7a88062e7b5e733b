"""What is going to happen, gathered from everybody who knows of something."""
