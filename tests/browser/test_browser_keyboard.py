"""By keyboard alone: sign in, open an example, set a fact, read the reasons, sign out."""

import re

from playwright.sync_api import expect

from hepaboard.bench.board.member import PASSWORD

FOCUSED = "document.activeElement"


def tab_to(page, wanted, limit=400):
    """Presses Tab until the focus is on what is wanted; each stop must be seen to be focused."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(f"wanted => {FOCUSED}.matches(wanted)", wanted):
            seen = page.evaluate(
                f"""() => {{ const s = getComputedStyle({FOCUSED});
                return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }}"""
            )
            assert seen, f"the focus on {wanted} cannot be seen"
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def test_a_whole_visit(chromium, board):
    context = chromium.new_context(base_url=board, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/sign-in")
    # The cursor is in the first field already.
    page.keyboard.type("bench")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/")
    tab_to(page, "a.skip")
    page.keyboard.press("Enter")
    tab_to(page, "form[action$='/example/s0-index'] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cases/[a-z0-9]{12}/"))
    before = int(page.locator("#base").input_value())
    tab_to(page, ".ask a")
    page.keyboard.press("Enter")
    # The question leads to the fact on the form, with the cursor in it.
    assert page.evaluate(f"!!{FOCUSED}.closest('form.fact')")
    tag = page.evaluate(f"{FOCUSED}.tagName")
    if tag == "SELECT":
        page.keyboard.press("ArrowDown")
    elif page.evaluate(f"{FOCUSED}.type") == "radio":
        page.keyboard.press("ArrowRight")
    else:
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    expect(page.locator("#base")).to_have_value(str(before + 1))
    # The cursor stays where it was.
    assert page.evaluate(f"!!{FOCUSED}.closest('form.fact')")
    tab_to(page, "#answer a.why")
    page.keyboard.press("Enter")
    expect(page.locator("#why h2").first).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.matches('#answer a.why')")
    context.close()
