"""The record for language models: four tools over MCP, on standard input or at `/mcp`.

A model repeats what it is handed. So each quote is exactly what its document has at its spans,
with the document and an address, or it is left out.
"""
