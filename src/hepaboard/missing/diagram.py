"""Decision diagrams behind one small front: CUDD where it is built, pure Python where it is not.

The only module that knows the library. Operators of a diagram are ``&``, ``|`` and ``~``; two
diagrams of the same condition are the same object, so that ``==`` decides equality. Reordering
is off: the operations of one thread at a time are short, and their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

Engine = Literal["cudd", "autoref"]
#: A diagram of either engine.
Diagram = Any


class Diagrams:
    """One family of diagrams over shared variables.

    Parameters
    ----------
    engine
        ``cudd`` or ``autoref`` (pure Python); the first that is installed if None.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._cudd: Any = None
        self._family: Any
        if engine != "autoref":
            try:
                from dd import cudd

                self._cudd = cudd
            except ImportError:
                if engine == "cudd":
                    raise
        if self._cudd is None:
            self._family = _in_python()
        else:
            self._family = self._cudd.BDD()
        self._family.configure(reordering=False)
        self.engine: Engine = "autoref" if self._cudd is None else "cudd"
        self.true: Diagram = self._family.true
        self.false: Diagram = self._family.false

    def variable(self, name: str) -> Diagram:
        """The diagram of a variable, declared on first use; earlier ones stand further up."""
        self._family.declare(name)
        return self._family.var(name)

    def cube(self, literals: Mapping[str, bool]) -> Diagram:
        """The diagram of these values of variables."""
        return self._family.cube(dict(literals))

    def conjunction(self, parts: Iterable[Diagram]) -> Diagram:
        """AND of any number of diagrams."""
        result = self.true
        for part in parts:
            result = result & part
        return result

    def disjunction(self, parts: Iterable[Diagram]) -> Diagram:
        """OR of any number of diagrams."""
        result = self.false
        for part in parts:
            result = result | part
        return result

    def given(self, diagram: Diagram, cube: Diagram) -> Diagram:
        """The diagram where the literals of a cube hold; their variables are gone from it."""
        if cube == self.true:
            return diagram
        if self._cudd is not None:
            # Restricting to a cube is the cofactor; unlike ``let`` it takes the cube as it is.
            return self._cudd.restrict(diagram, cube)
        return self._family.let(self.pick(cube), diagram)

    def without(self, diagram: Diagram, names: Iterable[str]) -> Diagram:
        """The diagram that holds where some value of these variables lets it hold."""
        return self._family.exist(set(names), diagram)

    def names(self, names: Iterable[str]) -> Diagram:
        """Variables as one diagram, for ``hiding``."""
        return self._family.cube(dict.fromkeys(names, True))

    def hiding(self, diagram: Diagram, names: Diagram) -> Diagram:
        """As ``without``, for variables that ``names`` has put together once."""
        if self._cudd is not None:
            return self._family.apply("exists", names, diagram)
        return self._family.exist(self.support(names), diagram)

    def support(self, diagram: Diagram) -> set[str]:
        """The names of the variables that a diagram depends on."""
        found: set[str] = self._family.support(diagram)
        return found

    def pick(self, diagram: Diagram) -> dict[str, bool]:
        """One assignment under which a diagram holds; variables that do not matter are left out.

        Raises
        ------
        ValueError
            The diagram never holds.
        """
        found: dict[str, bool] | None = self._family.pick(diagram)
        if found is None:
            raise ValueError("this never holds")
        return found

    def __len__(self) -> int:
        return len(self._family)


def _in_python() -> Any:
    """A family of the pure Python library that may end while diagrams of it are still held.

    At the end of a program, or within a cycle of objects, the order of ending is not ours; the
    library would print an error for what is only garbage.
    """
    from dd import autoref, bdd

    class Unchecked(bdd.BDD):
        def __del__(self) -> None:
            """Nothing is left to do."""

    family: Any = autoref.BDD()
    family._bdd.__class__ = Unchecked
    return family
