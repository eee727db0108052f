"""The page: who said what, at a glance; drawn on the server, for people."""
