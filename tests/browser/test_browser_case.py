"""A case from the first click to its answer, as a person at the screen meets it."""

import re

import pytest
from playwright.sync_api import expect


def fact(page, name):
    """The form of one fact, unfolded if its group is folded."""
    row = page.locator(f"#fact-{name}")
    row.evaluate("row => { const group = row.closest('details'); if (group) group.open = true }")
    return row


def words(page):
    """The whole answer in words, once the exact analysis has followed a change."""
    expect(page.locator("#ranked[data-version]")).to_have_count(0, timeout=20_000)
    return page.locator("#answer").text_content().split()


def version(page):
    return int(page.locator("#base").input_value())


@pytest.mark.parametrize("width", [390, 1920])
def test_a_changed_fact_answers_at_once_marks_what_changed_and_can_be_undone(example, width):
    page = example(width=width)
    before = version(page)
    options = words(page)
    if width < 600:
        page.get_by_label("Facts", exact=True).first.check()
    ras = fact(page, "ras")
    ras.locator("select[name=value]").select_option("mutant")
    expect(page.locator("#messages")).to_contain_text(f"Saved as version {before + 1}")
    assert version(page) == before + 1
    if width < 600:
        page.get_by_label("Answer", exact=True).first.check()
    expect(page.locator(".verdict.v-contraindicated").first).to_contain_text("anti-EGFR")
    assert page.locator("#answer .changed, #answer.changed").count() > 0
    page.get_by_role("button", name="Undo last change").click()
    expect(page.locator("#base")).to_have_value(str(before + 2))
    assert words(page) == options


def test_a_wrong_value_is_told_at_its_place_and_saves_nothing(example):
    page = example()
    before = version(page)
    age = fact(page, "age")
    age.locator("input[name=value]").fill("620")
    age.locator("input[name=value]").press("Enter")
    expect(page.locator("#messages")).to_contain_text("age")
    page.reload()
    assert version(page) == before


def test_every_claim_opens_its_reasons(example):
    page = example()
    page.locator("#answer a.why").first.click()
    sheet = page.locator("#why")
    expect(sheet.get_by_role("heading").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_empty()


def test_a_probable_name_is_asked_about_before_it_is_saved(opened):
    page = opened("/cases/new")
    page.get_by_label(re.compile("pseudonym", re.I)).fill("tb-0042")
    page.get_by_label(re.compile("few words", re.I)).fill("Mr. Peter Miller, second opinion")
    page.get_by_role("button", name=re.compile("make|begin|create", re.I)).first.click()
    expect(page.locator("main")).to_contain_text("Mr. Peter")
    assert "/cases/new" in page.url


def test_two_at_one_case_lose_nothing(example):
    one, two = example("s0-converted"), example("s0-converted")
    start = version(one)
    assert version(two) == start
    for page, value in ((one, "mutant"), (two, "wild_type")):
        row = fact(page, "ras")
        row.locator("select[name=value]").select_option(value)
        if page is one:
            expect(page.locator("#messages")).to_contain_text("Saved as version")
    expect(two.locator("main")).to_contain_text("changed the same meanwhile")
    two.get_by_label(re.compile("wild", re.I)).first.check()
    two.get_by_role("button", name="Save with these values").click()
    two.wait_for_load_state()
    two.goto(one.url)
    assert version(two) == start + 2
    assert two.locator("#fact-ras select[name=value]").input_value() == "wild_type"


def test_search_leads_to_a_case_and_to_a_statement(example, opened):
    example()
    page = opened("/cases/")
    page.get_by_label("Search").fill("s0-ind")
    expect(page.locator("#rows")).to_contain_text("s0-index")
    page.goto("/guideline/")
    search = page.get_by_role("searchbox").first
    search.fill("remnant")
    search.press("Enter")
    link = page.locator("main a[href*='/guideline/statements/']").first
    link.click()
    page.wait_for_url("**/guideline/statements/*")
    address = page.url
    page.reload()
    assert page.url == address


def test_what_if_shows_both_answers_and_saves_nothing(example):
    page = example("s1-many-bilobar-mutant")
    before, case = version(page), page.url.split("#")[0]
    page.get_by_role("link", name=re.compile("what if", re.I)).first.click()
    page.get_by_label("Change a fact").select_option("ras")
    page.get_by_role("button", name="Choose").click()
    page.locator("#what-if-value select[name=value]").first.select_option("wild_type")
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator("main")).to_contain_text("anti-EGFR")
    page.get_by_role("button", name=re.compile("Take back")).click()
    expect(page.locator("main")).to_contain_text("side by side")
    page.goto(case)
    assert version(page) == before
