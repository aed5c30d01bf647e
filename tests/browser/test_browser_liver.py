"""Lesions on the liver map: by click, by drag, by keys; map and table stay in step."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

NUMBERS = count(1)


@pytest.fixture
def page(opened):
    """A new case without lesions."""
    page = opened("/cases/new", width=1600)
    page.get_by_label("Pseudonym").fill(f"map-{next(NUMBERS)}")
    page.get_by_role("button", name="Make the case").click()
    page.wait_for_url(re.compile("/cases/[a-z0-9]{12}/"))
    unfold(page)
    return page


def unfold(page):
    page.locator("#liver-map").evaluate("part => { part.open = true }")


def placed(page):
    """Lesion to segment, as the table has it."""
    rows = page.locator("[id^=liver-row-]").all()
    return {
        row.get_attribute("id").removeprefix("liver-row-"): row.locator(
            "select"
        ).first.input_value()
        for row in rows
    }


def middle(page, segment):
    box = page.locator(f"#segment-{segment} text.name").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def saved(page, version):
    expect(page.locator("#base")).to_have_value(str(version))


def test_click_adds_drag_moves_and_both_lobes_follow(page):
    page.mouse.click(*middle(page, "VI"))
    saved(page, 2)
    assert placed(page) == {"L1": "6"}
    page.mouse.click(*middle(page, "II"))
    saved(page, 3)
    assert placed(page) == {"L1": "6", "L2": "2"}
    follows = page.locator("#liver .follows")
    expect(follows).to_contain_text(re.compile("both lobes involved\\s*yes"))
    start = page.locator("#lesion-L2").bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(*middle(page, "V"), steps=8)
    page.mouse.up()
    saved(page, 4)
    assert placed(page) == {"L1": "6", "L2": "5"}
    # One lobe now, but nobody has said that these are all.
    expect(follows).not_to_contain_text(re.compile("both lobes involved\\s*yes"))
    page.get_by_label("these are all lesions").last.check()
    saved(page, 5)
    expect(follows).to_contain_text(re.compile("both lobes involved\\s*no"))


def test_a_drag_off_the_liver_moves_nothing(page):
    page.mouse.click(*middle(page, "VI"))
    saved(page, 2)
    circle = page.locator("#lesion-L1").bounding_box()
    picture = page.locator("#liver-picture").bounding_box()
    page.mouse.move(circle["x"] + circle["width"] / 2, circle["y"] + circle["height"] / 2)
    page.mouse.down()
    page.mouse.move(picture["x"] + 2, picture["y"] + picture["height"] - 2, steps=8)
    page.mouse.up()
    expect(page.locator("#liver-said")).to_contain_text("Not on the liver")
    saved(page, 2)
    assert placed(page) == {"L1": "6"}


def test_by_keys_alone(page):
    page.locator("#segment-VIII").focus()
    page.keyboard.press("Enter")
    saved(page, 2)
    assert placed(page) == {"L1": "8"}
    page.locator("#lesion-L1").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#liver-said")).to_contain_text("Move L1 to segment")
    page.keyboard.press("Escape")
    expect(page.locator("#liver-said")).to_be_empty()
    page.keyboard.press("ArrowDown")
    said = page.locator("#liver-said").inner_text()
    wanted = re.search(r"segment (\w+):", said)[1]
    page.keyboard.press("Enter")
    saved(page, 3)
    numbers = {"V": "5", "VI": "6", "VII": "7", "IVb": "4b", "I": "1"}
    assert placed(page) == {"L1": numbers[wanted]}
    assert page.evaluate("document.activeElement.id") == "lesion-L1"


def test_the_table_moves_the_circle(page):
    page.mouse.click(*middle(page, "VII"))
    saved(page, 2)
    page.locator("#liver-row-L1 select").first.select_option("3")
    saved(page, 3)
    expect(page.locator("#lesion-L1")).to_have_attribute("aria-label", re.compile("segment III"))
    page.get_by_role("button", name="Remove L1").click()
    saved(page, 4)
    assert placed(page) == {}
    assert page.locator("#lesion-L1").count() == 0
