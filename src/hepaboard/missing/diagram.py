"""Decision diagrams behind one small front: CUDD where it is built, pure Python where it is not.

The only module that knows the library. Operators of a diagram are ``&``, ``|`` and ``~``; two
diagrams of the same condition are the same object, so that ``==`` decides equality. Reordering
is off: the operations of one thread at a time are short, and their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
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
            from dd import autoref

            self._family = autoref.BDD()
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
