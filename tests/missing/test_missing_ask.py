"""Questions: what an answer is said to leave is what is left once it is recorded."""

from dataclasses import replace

import pytest

from hepaboard.bench.partial import example_cases
from hepaboard.guideline import load_guideline
from hepaboard.logic import Bounds, Members
from hepaboard.missing import OpenCase, lesion_questions, questions
from hepaboard.missing.answer import cell_value, cell_words
from hepaboard.missing.space import space_of


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def cases(guideline):
    return example_cases(guideline)


def possible(world, options):
    return {name: {*world.possible(option)} for name, option in options.items()}


def meant(guideline, fact, words):
    """A value of the cell that an answer names."""
    (item,) = space_of(guideline).variables.of_fact[fact]
    for place in item.cells.possible(None):
        if cell_words(guideline.vocabulary[fact], item.cells, place) == words:
            return cell_value(item.cells, place)
    raise AssertionError((fact, words))


def expected(before, left):
    return {name: {*left.get(name, words)} for name, words in before.items()}


@pytest.mark.parametrize("name", ["s0-index", "s3-history-open", "s4-unresectable-mutant"])
def test_an_answer_leaves_what_is_possible_once_it_is_known(guideline, cases, name):
    known = cases[name]
    before = possible(OpenCase(guideline, known).patient, guideline.options)
    asked = questions(OpenCase(guideline, known))
    assert len(asked) > 20
    tried = 0
    for question in asked[::5]:
        if guideline.vocabulary[question.fact].type.kind == "set":
            continue
        if isinstance(known.patient.get(question.fact), Bounds | Members):
            continue
        changed = set()
        for answer in question.answers:
            value = meant(guideline, question.fact, answer.words)
            after = replace(known, patient={**known.patient, question.fact: value})
            world = OpenCase(guideline, after).patient
            found = possible(world, guideline.options)
            assert found == expected(before, answer.leaves), (question.fact, answer.words)
            changed |= {treatment for treatment in found if found[treatment] != before[treatment]}
            tried += 1
        assert set(question.could_change) == changed
    assert tried > 8


@pytest.mark.parametrize("name", ["s1-resect-and-ablate-remnant", "s1-largest-too-large"])
def test_an_answer_about_a_lesion_leaves_what_is_possible_once_it_is_known(guideline, cases, name):
    known = cases[name]
    case = OpenCase(guideline, known)
    before = possible(case.patient, guideline.options)
    asked = lesion_questions(case)
    assert asked and asked[0].lesions == (0, 1, 2)
    assert [q.score for q in asked] == sorted((q.score for q in asked), reverse=True)
    for question in asked:
        assert {i for answer in question.answers for i in answer.lesions} == {*question.lesions}
        for answer in question.answers:
            value = meant(guideline, question.fact, answer.words)
            for index in answer.lesions:
                lesions = [dict(lesion) for lesion in known.lesions]
                assert question.fact not in lesions[index]
                own = possible(case.lesion(index), guideline.lesion_options)
                lesions[index][question.fact] = value
                after = OpenCase(guideline, replace(known, lesions=lesions))
                told = answer.words, index, question.fact
                assert possible(after.patient, guideline.options) == expected(
                    before, answer.leaves
                ), told
                assert possible(after.lesion(index), guideline.lesion_options) == expected(
                    own, answer.own
                ), told


def test_no_lesion_is_asked_about_where_none_is_listed(guideline, cases):
    assert lesion_questions(OpenCase(guideline, cases["s0-index"])) == []
