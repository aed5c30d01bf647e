"""Every address of the workbench; ``accounts/rights.py`` says who may open it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, register_converter

from hepaboard.web.accounts import administration, entrance
from hepaboard.web.assessments import asking, comparing, figures
from hepaboard.web.assessments import views as answers
from hepaboard.web.browse import views as browse
from hepaboard.web.cases import editing, history, listing, making, removal, text
from hepaboard.web.meetings import decisions, letters
from hepaboard.web.meetings import views as meetings


class Key:
    """The key of a case."""

    regex = "[a-z0-9]{12}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


def health(request: HttpRequest) -> HttpResponse:
    """Tells that the workbench answers."""
    return HttpResponse("ok", content_type="text/plain")


register_converter(Key, "key")
CASE = "cases/<key:case>/"
MEETING = "meetings/<int:board>/<slug:day>"
urlpatterns = [
    path("health", health, name="health"),
    path("", listing.home, name="home"),
    path("sign-in", entrance.sign_in, name="sign-in"),
    path("sign-out", entrance.sign_out, name="sign-out"),
    path("password", entrance.password, name="password"),
    path("invitation/<str:secret>", entrance.invitation, name="invitation"),
    path("cases/", listing.cases, name="cases"),
    path("cases/new", making.new, name="case-new"),
    path("cases/paste", making.paste, name="case-paste"),
    path("cases/example/<slug:name>", making.example, name="case-example"),
    path(CASE, editing.case, name="case"),
    path(f"{CASE}fact/<slug:fact>", editing.fact, name="case-fact"),
    path(f"{CASE}entry/<slug:part>", editing.entry, name="case-entry"),
    path(f"{CASE}text", text.text, name="case-text"),
    path(f"{CASE}text/save", text.save, name="case-text-save"),
    path(f"{CASE}case.yaml", text.download, name="case-download"),
    path(f"{CASE}plan", listing.plan, name="case-plan"),
    path(f"{CASE}versions", history.versions, name="case-versions"),
    path(f"{CASE}versions/<int:number>", history.version, name="case-version"),
    path(f"{CASE}versions/<int:number>/ranked", editing.ranked, name="case-ranked"),
    path(f"{CASE}versions/<int:number>/restore", history.restore, name="case-restore"),
    path(f"{CASE}versions/<int:number>/option/<slug:option>", answers.option, name="option"),
    path(f"{CASE}versions/<int:number>/why/<str:statement>", answers.why, name="why"),
    path(f"{CASE}versions/<int:number>/flow/<slug:source>.svg", answers.flow, name="flow"),
    path(f"{CASE}versions/<int:number>/figures", figures.figures, name="figures"),
    path(f"{CASE}versions/<int:number>/figures/<slug:figure>.svg", figures.figure, name="figure"),
    path(f"{CASE}versions/<int:number>/ask/<slug:fact>", asking.question, name="question"),
    path(f"{CASE}versions/<int:number>/what-if", comparing.what_if, name="what-if"),
    path(f"{CASE}compare", comparing.compare, name="compare"),
    path(f"{CASE}shown", answers.shown, name="shown"),
    path(f"{CASE}shown/<int:kept>/reproduce", answers.reproduce, name="reproduce"),
    path(f"{CASE}versions/<int:number>/letter.<slug:form>", letters.letter, name="letter"),
    path(f"{CASE}decision", decisions.decision, name="decision"),
    path(f"{CASE}decision/new", decisions.new, name="decision-new"),
    path(f"{CASE}remove", removal.ask, name="case-removal"),
    path(f"{CASE}remove/now", removal.remove, name="case-remove"),
    path("meetings/", meetings.meetings, name="meetings"),
    path(f"{MEETING}", meetings.meeting, name="meeting"),
    path(f"{MEETING}/letters.<slug:form>", letters.letters, name="meeting-letters"),
    path(f"{MEETING}/screen/<int:place>", meetings.screen, name="meeting-screen"),
    path("guideline/", browse.overview, name="guideline"),
    path("guideline/search", browse.search, name="guideline-search"),
    path("guideline/sources/<slug:source>", browse.source, name="source"),
    path("guideline/statements/<str:statement>", browse.statement, name="statement"),
    path("guideline/disagreements", browse.disagreements, name="disagreements"),
    path("guideline/errata", browse.errata, name="errata"),
    path("guideline/readings", browse.readings, name="readings"),
    path("guideline/coverage", browse.coverage, name="coverage"),
    path("guideline/proofs", browse.proofs, name="proofs"),
    path("guideline/safety", browse.safety, name="safety"),
    path("accounts/", administration.accounts, name="accounts"),
    path("accounts/new", administration.new, name="account-new"),
    path("accounts/boards", administration.board, name="board-new"),
    path("accounts/<int:user>", administration.account, name="account"),
    path("accounts/<int:user>/invite", administration.invitation, name="account-invite"),
    path("trail", administration.trail, name="trail"),
]
handler400 = "hepaboard.web.failures.bad_request"
handler403 = "hepaboard.web.failures.refused"
handler404 = "hepaboard.web.failures.not_found"
handler500 = "hepaboard.web.failures.broken"
