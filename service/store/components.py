"""What has become one, step by step, and what may not."""


class Components:
    """Which statements have become one (union–find, Tarjan 1975), and which may not."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._apart: dict[int, set[int]] = {}

    def part(self, one: int, other: int) -> None:
        """These two are not one, whatever is joined from now on."""
        a, b = self._root(one), self._root(other)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, one: int, other: int) -> None:
        """These two are one, unless they may not be; the lesser stands for both."""
        low, high = sorted((self._root(one), self._root(other)))
        if low == high or high in self._apart.get(low, ()):
            return
        self._parent[high] = low
        for third in self._apart.pop(high, ()):
            self._apart[third].discard(high)
            self.part(low, third)

    def merged(self) -> dict[int, int]:
        """Each that another stands for, with that other."""
        roots = {pk: self._root(pk) for pk in list(self._parent)}
        return {pk: root for pk, root in roots.items() if root != pk}

    def _root(self, pk: int) -> int:
        while (parent := self._parent.setdefault(pk, pk)) != pk:
            pk = parent
        return pk
