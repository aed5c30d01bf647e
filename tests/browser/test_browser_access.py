"""Every page for everybody: no serious finding of axe, nothing beside the screen, in two themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SERIOUS = {"serious", "critical"}
PAGES = {
    "list": "/cases/",
    "new case": "/cases/new",
    "pasted case": "/cases/paste",
    "guideline": "/guideline/",
    "source": "/guideline/sources/S2",
    "statement": "/guideline/statements/S2-resection",
    "search": "/guideline/search?q=remnant",
    "disagreements": "/guideline/disagreements",
    "errata": "/guideline/errata",
    "readings": "/guideline/readings",
    "coverage": "/guideline/coverage",
    "safety": "/guideline/safety",
    "accounts": "/accounts/",
    "trail": "/trail",
    "password": "/password",
}
CASE_PAGES = ("", "text", "versions", "shown", "versions/1/option/anti_egfr", "versions/1/why/H01")


def looked_at(page, name):
    """What axe finds serious on a page, and whether it can be scrolled sideways."""
    found = Axe().run(page).response["violations"]
    serious = [
        f"{name}: {finding['id']} ({finding['impact']}): {node['html'][:200]}"
        for finding in found
        if finding["impact"] in SERIOUS
        for node in finding["nodes"][:3]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return serious + ([f"{name}: {wide} px wider than the screen"] if wide > 0 else [])


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1920, "light")])
def test_pages(opened, width, scheme):
    page = opened("/", width=width, scheme=scheme)
    found = []
    for name, path in PAGES.items():
        page.goto(path)
        found += looked_at(page, name)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1920, "light")])
def test_pages_of_a_case(example, width, scheme):
    page = example(width=width, scheme=scheme)
    case = page.url.split("#")[0]
    found = []
    for path in CASE_PAGES:
        page.goto(case + path)
        found += looked_at(page, path or "case")
    page.goto(case)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    found += looked_at(page, "case, unfolded")
    assert not found, "\n".join(found)
