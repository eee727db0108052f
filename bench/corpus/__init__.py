"""Realistic corpora of any size with the truth about them, for the benchmarks of the record."""

from .desk import Generated, Truth
from .world import World, generate

__all__ = ["Generated", "Truth", "World", "generate"]
