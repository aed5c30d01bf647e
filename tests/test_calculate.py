"""Calculators by name: what is given counts, what is not given stays missing."""

import inspect

import pytest

from hepaboard.calculate import FROM_CASES, calculate, describe, names
from hepaboard.case import calculators
from hepaboard.errors import HepaboardError


def test_every_calculator_with_single_inputs_can_be_called_with_nothing_known():
    for name in names():
        required = [
            key
            for key, parameter in inspect.signature(getattr(calculators, name)).parameters.items()
            if parameter.default is inspect.Parameter.empty
            and "None" not in str(parameter.annotation)
        ]
        if not required:
            calculate(name, {})
        assert describe(name), name
    assert set(calculators.__all__) >= FROM_CASES


def test_inputs_as_text():
    found = calculate("fong_score", {"n_liver_mets": "3", "cea_ng_ml": "250"})
    assert (found["range"], found["value"]) == ([2, 5], None)
    assert calculate("bed_gy", {"dose_gy": "60", "fractions": "3", "alpha_beta_gy": "10"}) == 180
    assert "right hepatectomy" in calculate("name_resection", {"segments": "5,6,7,8"})["names"]
    timing = calculate(
        "classify_timing",
        {"primary_diagnosis_date": "2025-01-01", "metastasis_detection_date": "2025-09-01"},
    )
    assert timing["label"] == "early metachronous"


@pytest.mark.parametrize(
    ("name", "inputs", "what"),
    [
        ("fong", {}, "There is no calculator 'fong'."),
        ("fong_score", {"cea": "3"}, "fong_score takes no input 'cea'."),
        ("fong_score", {"cea_ng_ml": "-3"}, "cea_ng_ml = -3"),
        ("classify_timing", {"primary_diagnosis_date": "2025"}, "'2025' is not a day."),
    ],
)
def test_what_cannot_be_computed_is_refused(name, inputs, what):
    with pytest.raises(HepaboardError) as caught:
        calculate(name, inputs)
    assert str(caught.value).startswith(what)
