"""What persons put right: found again after an edit, applied again after every extraction."""
