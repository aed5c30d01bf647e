"""The examples of README.md run as they stand there."""

import re
from pathlib import Path

from hepaboard import assess
from hepaboard.document import read_text

README = (Path(__file__).resolve().parents[1] / "README.md").read_text()


def test_the_case_of_the_readme_can_be_assessed():
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    case = read_text(text).data
    found = assess(case)
    facts = {fact.fact: fact for fact in found.facts}
    assert facts["bilirubin_mg_dl"].note == "14 umol/L = 0.8185 mg/dl"
    assert facts["n_liver_mets"].value == {"at_least": 6}
    assert found.option("systemic_therapy").verdict == "recommended"


def test_the_first_answer_is_the_one_that_is_printed():
    from hepaboard.examples import case_source
    from hepaboard.report import sheet

    page = sheet(assess(case_source("example:s0-index")))
    shown = README.split("```")[3]
    for block in page.blocks[:4]:
        assert block.title in shown
        for line in block.lines:
            assert line.text.split()[0] in shown


def test_every_command_of_the_readme_exists():
    from hepaboard.cli import app

    known = {
        command.name or command.callback.__name__.replace("_", "-")
        for command in app.registered_commands
    }
    known |= {group.name for group in app.registered_groups}
    named = set(re.findall(r"`hepaboard ([a-z-]+)", README))
    assert known >= named and len(named) > 7
