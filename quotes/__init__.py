"""Find every quote in an article, who spoke, and the route by which the words reached the page."""
