"""A meeting: agenda, one case a screen, the decision, the letters that are taken home."""

import zipfile
from datetime import date

import pytest
from playwright.sync_api import expect

DAY = date(2026, 6, 2).isoformat()


@pytest.fixture
def meeting(example):
    """Two cases on the agenda of one day."""
    for name in ("s0-index", "s0-converted"):
        page = example(name, width=1920)
        group = page.locator("details", has=page.locator("input[name=meeting_on]")).last
        group.evaluate("part => { part.open = true }")
        page.locator("input[name=meeting_on]").fill(DAY)
        page.get_by_role("button", name="Set", exact=True).click()
        page.wait_for_load_state()
    page.goto("/meetings/")
    page.get_by_role("link", name="2 Jun 2026").click()
    return page


def test_arrows_lead_through_the_cases(meeting):
    meeting.get_by_role("link", name="Show on the projector").click()
    first = meeting.get_by_role("heading", level=1).inner_text()
    size = meeting.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('#screen dd')).fontSize)"
    )
    assert size >= 28
    meeting.keyboard.press("ArrowRight")
    expect(meeting.get_by_role("heading", level=1)).not_to_have_text(first)
    meeting.keyboard.press("ArrowLeft")
    expect(meeting.get_by_role("heading", level=1)).to_have_text(first)


def test_a_decision_is_written_down_and_stands_in_the_letter(meeting, tmp_path):
    words = "Systemic therapy, restaging after eight weeks"
    meeting.get_by_role("link", name="s0-index").first.click()
    meeting.get_by_role("link", name="Decision", exact=True).click()
    meeting.get_by_label("The decision in words").fill(words)
    meeting.get_by_label("systemic therapy", exact=True).first.check()
    meeting.get_by_role("button", name="Write down the decision").click()
    expect(meeting.locator("main")).to_contain_text(words)
    meeting.goto("/meetings/")
    meeting.get_by_role("link", name="2 Jun 2026").click()
    meeting.get_by_role("link", name="s0-index").first.click()
    for form, begins in (("PDF", b"%PDF-"), ("DOCX", b"PK"), ("Markdown", b"#")):
        with meeting.expect_download() as waited:
            meeting.get_by_role("link", name=form, exact=True).click()
        path = tmp_path / form
        waited.value.save_as(path)
        assert path.read_bytes().startswith(begins), form
    assert words in (tmp_path / "Markdown").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "DOCX") as opened_letter:
        assert words in opened_letter.read("word/document.xml").decode()


def test_the_letters_of_a_meeting_are_one_file(meeting, tmp_path):
    with meeting.expect_download() as waited:
        meeting.get_by_role("link", name="PDF").click()
    path = tmp_path / "meeting.pdf"
    waited.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-")
