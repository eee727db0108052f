"""The store, the API and the command line around the `quotes` engine."""
