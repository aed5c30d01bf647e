"""Standings of treatments given, as far as they may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from hepaboard.guideline import Guideline
from hepaboard.registry.counts import Counts
from hepaboard.registry.drawing.look import PURPLE, STANDINGS, Style
from hepaboard.registry.privacy import TOGETHER, Privacy, Shown
from hepaboard.registry.small_cells import Arc
from hepaboard.registry.tallies import Tally


class Concordance:
    """What may be shown of treatments given: by treatment, by subgroup, and in all.

    Standings too rare to be shown are counted together, so that their totals can stay.
    """

    def __init__(
        self, counts: Counts, guideline: Guideline, privacy: Privacy, groups: Sequence[str]
    ) -> None:
        totals = {
            name: sum(n for (_, _, s), n in counts.standings.items().items() if s == name)
            for name in STANDINGS
        }
        names = privacy.joined(totals)
        self.names: dict[str | None, str] = dict(names.items())
        tally = counts.standings.renamed(2, self.names)
        self.styles = {name: style for name, style in STANDINGS.items() if names[name] == name}
        if TOGETHER in names.values():
            joined = ", ".join(STANDINGS[n].word for n in STANDINGS if names[n] == TOGETHER)
            self.styles[TOGETHER] = Style(f"rare ones together ({joined})", "+", PURPLE, "grid")
        self.total = sum(totals.values())
        self.whole = {name: tally.totals(2)[name,] for name in self.styles}
        self.enough = privacy.enough(self.total) and (
            all(privacy.enough(count) for count in self.whole.values())
        )
        given = [name for name in guideline.treatments if counts.standings.items(name)]
        self.by_treatment = self._rows(tally.totals(0, 2), given, privacy)
        self.by_group = self._rows(tally.totals(1, 2), groups, privacy)

    def _rows(
        self, tally: Tally, names: Sequence[str], privacy: Privacy
    ) -> dict[str, dict[str, Shown]]:
        """For each name its total under "" and its count of every standing."""
        arcs: dict[tuple[str, str], Arc] = {}
        for name in names:
            cells = {style: tally[name, style] for style in self.styles}
            arcs[name, ""] = Arc("all", f"row {name}", sum(cells.values()))
            arcs |= {
                (name, style): Arc(f"row {name}", f"column {style}", count)
                for style, count in cells.items()
            }
        shown = privacy.arcs(arcs)
        return {name: {style: shown[name, style] for style in ("", *self.styles)} for name in names}
