"""What was said twice: whether two wordings by one speaker are the same statement."""
