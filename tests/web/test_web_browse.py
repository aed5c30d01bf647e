"""The guideline as pages: every statement has its own, and is found."""

import re

import pytest

from hepaboard.guideline import coverage, load_guideline


@pytest.fixture
def browser(team):
    return team.client("reader")


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_statement_stop_and_alert_has_its_page(browser):
    guideline = load_guideline()
    ids = [item.id for item in guideline.statements]
    ids += [r.entry.id for r in (*guideline.stops, *guideline.delays, *guideline.alerts)]
    assert len(ids) == len(set(ids)) > 600
    for name in ids[::17] + ids[-12:]:
        page = text(browser.get(f"/guideline/statements/{name}"))
        assert f"<h1>{name}</h1>" in page and "Condition" in page


def test_a_statement_shows_what_the_source_says_and_when(browser):
    page = text(browser.get("/guideline/statements/S2-upfront-low-risk"))
    for words in (
        "Low-risk patients go straight to liver surgery.",
        "must directly undergo",
        "clear margins in one operation: yes",
        "Low-risk resectable patients",
        "S2-071",
        "R-S2-risk",
    ):
        assert words in page


def test_every_source_lists_all_its_statements_by_section(browser):
    guideline = load_guideline()
    page = text(browser.get("/guideline/"))
    for name, source in guideline.sources.items():
        assert f"/guideline/sources/{name}" in page and source.review_note[:40] in page
        listed = text(browser.get(f"/guideline/sources/{name}"))
        for item in guideline.statements:
            assert (f'/guideline/statements/{item.id}"' in listed) == (item.source == name)


def test_links_between_pages_lead_somewhere(browser):
    pages = ["", "disagreements", "errata", "readings", "coverage", "safety", "sources/S0"]
    seen = set()
    for path in pages:
        seen |= set(
            re.findall(r'href="(/guideline/[^"#?]*)', text(browser.get(f"/guideline/{path}")))
        )
    assert len(seen) > 100
    for path in sorted(seen)[::11]:
        assert browser.get(path).status_code == 200, path


def test_search_wants_every_word(browser):
    page = text(browser.get("/guideline/search?q=bilirubin+ablation"))
    assert "H05-thermal" in page
    assert "0 statements" in text(browser.get("/guideline/search?q=bilirubin+zebra"))
    assert "S2-upfront-low-risk" in text(browser.get("/guideline/search?q=S2-071"))
    assert "Write words" in text(browser.get("/guideline/search?q="))


def test_disagreements_errata_readings_and_coverage_are_whole(browser):
    guideline = load_guideline()
    page = text(browser.get("/guideline/disagreements"))
    assert all(f'id="{name}"' in page for name in guideline.topics)
    page = text(browser.get("/guideline/errata"))
    assert all(f'id="{e.id}"' in page for items in guideline.errata.values() for e in items)
    page = text(browser.get("/guideline/readings"))
    used = {item.entry.reading for item in guideline.statements if item.entry.reading}
    assert all(f'id="{name}"' in page for name in used)
    page = text(browser.get("/guideline/coverage"))
    assert all(f"<strong>{row.id}</strong>" in page for row in coverage(guideline))
    page = text(browser.get("/guideline/safety"))
    assert all(stop.entry.id in page for stop in guideline.stops)


def proved(guideline_hash, status="proved"):
    from hepaboard.verify.report_model import Verification

    obligation = {
        "id": "stop-H01",
        "name": "H01 stops an anti-EGFR antibody",
        "kind": "stop",
        "status": status,
        "seconds": 0.1,
        "two_valued": status,
        "kleene": status,
        "statements": ["S2-resection", "H01"],
        "fault": None if status == "proved" else "a case escapes",
        "witness": {"ras": "mutant"},
        "unlike": ["ras"],
    }
    return Verification.model_validate(
        {
            "guideline": {"version": "1", "hash": guideline_hash, "sources": ["S0"]},
            "bounds": {"lesions": 3, "typical": "x"},
            "seconds": 1.0,
            "obligations": [obligation],
            "findings": [],
            "topics": [],
        }
    )


def test_the_state_of_the_proofs_is_that_of_the_guideline_in_use(browser, records):
    from hepaboard.web.kept_proofs import keep_proofs

    assert "No proofs are kept" in text(browser.get("/guideline/proofs"))
    path = keep_proofs(proved(load_guideline().hash))
    assert path.parent == records.parent and "witness" in path.read_text()
    assert "mutant" not in path.read_text()
    page = text(browser.get("/guideline/proofs"))
    assert "Proved for the guideline in use" in page and "/guideline/statements/S2-res" in page
    keep_proofs(proved("0" * 64, "failed"))
    page = text(browser.get("/guideline/proofs"))
    assert "of another guideline" in page and "a case escapes" in page
    path.write_text("{")
    assert "No proofs are kept" in text(browser.get("/guideline/proofs"))


def test_an_installed_copy_has_the_readings(tmp_path):
    import shutil
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).parents[2]
    copy = tmp_path / "copy"
    (copy / "src" / "hepaboard").mkdir(parents=True)
    for name in ("setup.py", "READINGS.md", "pyproject.toml", "README.md"):
        shutil.copy(root / name, copy / name)
    (copy / "src" / "hepaboard" / "__init__.py").write_text("")
    command = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(tmp_path / "lib")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    built = tmp_path / "lib" / "hepaboard" / "READINGS.md"
    assert built.read_bytes() == (root / "READINGS.md").read_bytes()
