"""OpenFisca: facts are variables of one entity, the answer is a variable with a formula."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any

_TYPES = {"enum": str, "boolean": bool, "integer": int, "decimal": float}


def version() -> str:
    """Return the version of OpenFisca-Core."""
    return metadata.version("openfisca-core")


def prepare(task: dict[str, Any]) -> Callable[[Any], list[Any]]:
    """Build the system once; every evaluation is a new simulation."""
    numpy = import_module("numpy")
    year = import_module("openfisca_core.periods").period("2026")
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    system = _system(task, numpy)

    def evaluate(cases: Any) -> list[Any]:
        simulation = builder().build_default_simulation(system, count=len(cases))
        for name, values in _columns(task, numpy, cases).items():
            simulation.set_input(name, year, values)
        return [str(answer) for answer in simulation.calculate("answer", year)]

    if task["mode"] == "batch":
        return evaluate
    return lambda cases: [evaluate([case])[0] for case in cases]


def table(task: dict[str, Any]) -> Callable[[], Any]:
    """Build system and columns once; every evaluation is a new simulation of all rows."""
    numpy = import_module("numpy")
    year = import_module("openfisca_core.periods").period("2026")
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    system = _system(task, numpy)
    columns = {
        name: numpy.resize(values, task["rows"])
        for name, values in _columns(task, numpy, task["cases"]).items()
    }

    def evaluate() -> Any:
        simulation = builder().build_default_simulation(system, count=task["rows"])
        for name, values in columns.items():
            simulation.set_input(name, year, values)
        return simulation.calculate("answer", year)

    return evaluate


def _columns(task: dict[str, Any], numpy: Any, cases: Any) -> dict[str, Any]:
    """The facts that are given at least once; what is not given has its type's default."""
    columns = {}
    for name, kind in task["facts"].items():
        values = [case.get(name) for case in cases]
        if any(value is not None for value in values):
            default = _TYPES[kind]()
            columns[name] = numpy.array([default if v is None else v for v in values])
    return columns


def _system(task: dict[str, Any], numpy: Any) -> Any:
    entity = import_module("openfisca_core.entities").Entity("patient", "patients", "", "")
    variable = import_module("openfisca_core.variables").Variable
    unit = import_module("openfisca_core.periods").DateUnit.YEAR
    system = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])
    shared = {"entity": entity, "definition_period": unit}
    for name, kind in task["facts"].items():
        system.add_variable(type(name, (variable,), {**shared, "value_type": _TYPES[kind]}))
    codes = [compile(text, "rule", "eval") for text in task["form"]]

    def formula(patients: Any, period: Any) -> Any:
        values = {name: patients(name, period) for name in task["facts"]}
        values["isin"] = numpy.isin
        conditions = [eval(code, values) for code in codes]
        return numpy.select(conditions, task["actions"], task["otherwise"])

    answer = {**shared, "value_type": str, "formula": formula}
    system.add_variable(type("answer", (variable,), answer))
    return system
