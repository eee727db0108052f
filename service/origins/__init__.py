"""From whom they all have it: routes drawn together, and the independent origins they lead to."""
