"""How long a change of a case takes: not a test, run by hand on a quiet machine.

    PYTHONPATH=src python tests/web/measure_changes.py [EXAMPLE ...]

Prints milliseconds of the server (median, p95, p99, most) for the answer to a change, for what
follows it (the whole answer with the ranking), and for the whole page.
"""

import os
import sys
import tempfile
import time
from functools import partial

CHANGES = (
    ("ras", "mutant"),
    ("ecog", "1"),
    ("bilirubin_mg_dl", "1.0"),
    ("ras", "wild_type"),
    ("braf", "mutant"),
    ("extrahepatic_disease", "none"),
    ("msi", "MSS/pMMR"),
    ("n_liver_mets", "12"),
    ("largest_lesion_cm", "4"),
    ("ras", ""),
)
EVERY = 8  # of the shipped examples, each eighth


def main(names):
    os.environ["HEPABOARD_DATA"] = tempfile.mkdtemp()
    from hepaboard.web.serve import prepare

    prepare()
    import logging

    from django.test import Client
    from django.test.utils import setup_test_environment

    from hepaboard.examples import case_source, shipped
    from hepaboard.web.accounts.models import Board, Membership, User
    from hepaboard.web.assessments.answering import warm
    from hepaboard.web.cases.data import long_form
    from hepaboard.web.cases.saving import save_new
    from hepaboard.web.cases.writing import yaml_text
    from hepaboard.web.collector import settle

    setup_test_environment(debug=False)
    logging.disable(logging.INFO)
    board, user = Board.objects.create(name="Board"), User.objects.make("ada", name="Ada")
    Membership.objects.create(user=user, board=board, role="coordinator")
    browser = Client(headers={"Host": "localhost"})
    browser.force_login(user, backend="hepaboard.web.accounts.sign_in.LocalAccounts")
    htmx = {"HX-Request": "true"}
    warm()
    settle()
    taken = {"change": [], "what follows": [], "page": []}

    def timed(kind, ask):
        start = time.perf_counter()
        answer = ask()
        if answer.status_code == 200:
            taken[kind].append((time.perf_counter() - start) * 1e3)

    for name in names or [example.name for example in shipped()][::EVERY]:
        source = case_source(f"example:{name}")
        if "id" not in source:
            continue
        case = save_new(board, user, yaml_text(long_form(source))).version.case
        path = f"/cases/{case.key}/"
        browser.get(path)
        for _ in range(2):
            for fact, value in CHANGES:
                case.refresh_from_db()
                form = {"value": value, "base": str(case.head)}
                where = f"{path}fact/{fact}"
                timed("change", partial(browser.post, where, form, headers=htmx))
                before = case.head
                case.refresh_from_db()
                if case.head != before:
                    after = f"{path}versions/{case.head}/ranked?since={before}"
                    timed("what follows", partial(browser.get, after, headers=htmx))
        timed("page", partial(browser.get, path))
    for kind, found in taken.items():
        found.sort()
        marks = [found[int(len(found) * share)] for share in (0.5, 0.95, 0.99)] + [found[-1]]
        print(f"{kind:14} {len(found):5} " + " ".join(f"{mark:7.0f}" for mark in marks))


if __name__ == "__main__":
    main(sys.argv[1:])
