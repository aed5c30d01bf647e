"""How the sheet tells of the project's own rules: once where open, by name where they hold."""

from hepaboard import assess_facts
from hepaboard.report import markdown, sheet

CASE = {
    "primary_site": "colon",
    "resectability": "unresectable",
    "fitness": "fit",
    "decision_point": "initial",
}


def lines_of(**more):
    page = sheet(assess_facts({**CASE, **more}))
    (block,) = [block for block in page.blocks if block.title == "OPTIONS"]
    return block.lines


def test_an_open_rule_stands_once_above_the_options():
    first, *rest = lines_of()
    assert first.text == (
        "unless the answer speaks against it, for every treatment in favour: "
        "performance status (ECOG) (P02, project rule, no source)"
    )
    assert not any("P02" in " ".join((line.text, *line.more)) for line in rest)
    favoured = [line for line in rest if line.kind == "recommended"]
    assert favoured
    assert not any("performance status" in " ".join(line.more) for line in favoured)


def test_a_known_status_leaves_no_such_line():
    assert not any("P02" in " ".join((line.text, *line.more)) for line in lines_of(ecog=2))


def test_a_rule_that_holds_is_named_at_the_option_and_no_source_is_said_to_object():
    lines = {line.text.split(",")[0]: line for line in lines_of(ecog=3)}
    systemic = lines["systemic therapy"]
    assert systemic.kind == "contested"
    assert "▼ P02 project rule, no source" in systemic.aside
    assert systemic.more == ("held back by a project rule, by no source",)
    care = lines["supportive care"]
    assert (care.kind, care.aside) == ("acceptable", "△ P02 project rule, no source")


def test_markdown_says_what_the_rule_rests_on():
    text = markdown(assess_facts({**CASE, "ecog": 3}))
    assert "P02 (project rule without a source, not signed by a clinician yet) against" in text
    open_ = markdown(assess_facts(CASE))
    assert open_.count("P02") == 1
