"""What holds for every module of the calculators."""

import doctest
import importlib
import inspect
import pkgutil
import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from hepaboard.case import calculators

FOLDER = Path(calculators.__file__).parent
MODULES = sorted(one.name for one in pkgutil.iter_modules([str(FOLDER)]))
FUNCTIONS = [
    getattr(calculators, name)
    for name in calculators.__all__
    if inspect.isfunction(getattr(calculators, name))
]


def module_of(name):
    return importlib.import_module(f"hepaboard.case.calculators.{name}")


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(module_of(name))
    assert result.failed == 0


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_every_public_function_shows_an_example(function):
    assert ">>> " in function.__doc__


@pytest.mark.parametrize("name", MODULES)
def test_files_stay_small(name):
    assert (FOLDER / f"{name}.py").stat().st_size <= 8000


@pytest.mark.parametrize("name", [one for one in MODULES if not one.startswith("_")])
def test_public_nouns_are_re_exported(name):
    for member, value in vars(module_of(name)).items():
        own = getattr(value, "__module__", None) == f"hepaboard.case.calculators.{name}"
        if own and not member.startswith("_") and is_dataclass(value):
            assert member in calculators.__all__


@pytest.mark.parametrize("name", calculators.__all__)
def test_no_public_name_hides_a_module(name):
    assert name not in MODULES


def test_results_are_frozen():
    for name in calculators.__all__:
        value = getattr(calculators, name)
        if is_dataclass(value):
            assert value.__dataclass_params__.frozen


@pytest.mark.parametrize(
    "function",
    [one for one in FUNCTIONS if one.__name__ not in ("eqd2_gy", "bed_gy", "nadir_mm")],
    ids=lambda one: one.__name__,
)
def test_docstrings_name_references(function):
    text = function.__doc__
    assert "References\n    ----------" in text
    assert re.search(r"Raises\n    ------\n    InputRangeError", text)


def test_private_module_state_is_not_exported():
    assert all(not name.startswith("_") for name in calculators.__all__)
    assert len(set(calculators.__all__)) == len(calculators.__all__)
