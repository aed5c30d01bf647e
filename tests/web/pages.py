"""How each page is asked for: arguments, method, what is posted."""

from django.urls import reverse

PASSWORD = "a long enough password"
#: The board of the case, in every test's own database.
BOARD = 1
PASTED = "id: pasted-1\nliver: {bilobar: true}\n"
#: Pages that change something: what a person posts to them.
POSTS = {
    "sign-out": {},
    "case-new": {"pseudonym": "tb-0001"},
    "case-paste": {"text": PASTED},
    "case-example": {},
    "case-fact": {"value": "mutant", "base": "1"},
    "case-entry": {"do": "add", "base": "1"},
    "case-text-save": {"text": "id: s0-index\n", "base": "1"},
    "case-plan": {"state": "ready", "meeting_on": "2026-06-02"},
    "case-restore": {"base": "1"},
    "reproduce": {},
    "decision-new": {"text": "Systemic therapy, scan after two months.", "after": "0"},
    "what-if": {"do": "set", "fact": "ras", "value": "mutant"},
    "case-remove": {"pseudonym": "s0-index"},
    "account-new": {"username": "new-one", "name": "New One"},
    "account": {"active": "on", "administrator": "on"},
    "account-invite": {},
    "board-new": {"name": "Third board"},
    "password": {"old": "x", "password": PASSWORD, "again": PASSWORD},
}
#: Pages that also answer when they are only looked at.
ALSO_GET = {"case-new", "case-paste", "password", "what-if"}


def arguments(name, case, kept, user):
    """The arguments of a page's address."""
    return {
        "invitation": {"secret": "none"},
        "case-example": {"name": "s0-index"},
        "case-fact": {"case": case, "fact": "ras"},
        "case-entry": {"case": case, "part": "lesions"},
        "case-version": {"case": case, "number": 1},
        "case-ranked": {"case": case, "number": 1},
        "case-restore": {"case": case, "number": 1},
        "option": {"case": case, "number": 1, "option": "anti_egfr"},
        "why": {"case": case, "number": 1, "statement": "H01"},
        "flow": {"case": case, "number": 1, "source": "S2"},
        "what-if": {"case": case, "number": 1},
        "question": {"case": case, "number": 1, "fact": "ras"},
        "figures": {"case": case, "number": 1},
        "figure": {"case": case, "number": 1, "figure": "timeline"},
        "reproduce": {"case": case, "kept": kept},
        "letter": {"case": case, "number": 1, "form": "md"},
        "meeting": {"board": BOARD, "day": "2026-06-02"},
        "meeting-letters": {"board": BOARD, "day": "2026-06-02", "form": "md"},
        "meeting-screen": {"board": BOARD, "day": "2026-06-02", "place": 1},
        "source": {"source": "S2"},
        "statement": {"statement": "S2-resection"},
        "account": {"user": user},
        "account-invite": {"user": user},
    }.get(name, {"case": case} if takes_case(name) else {})


def takes_case(name):
    """Whether the page is about one case, or about the cases of one board."""
    from hepaboard.web import urls

    return any(
        "<key:case>" in str(pattern.pattern) or "<int:board>" in str(pattern.pattern)
        for pattern in urls.urlpatterns
        if pattern.name == name
    )


def ask(client, name, case, kept, user, **more):
    """The page's answer, posted where the page changes something."""
    address = reverse(name, kwargs=arguments(name, case, kept, user))
    if name in POSTS:
        return client.post(address, POSTS[name], **more)
    return client.get(address, **more)
