"""Who is who: whether a name in a document is a source that the record knows."""
