"""What one answer to a question would change, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepaboard.assess.ask import Effect
from hepaboard.report.option_lines import VERDICTS, few
from hepaboard.report.verdict_words import verdict_words

NAMES = 3
#: What a reader wants to know can no longer become of a treatment, the most telling first.
TELLING = ("recommended", "contraindicated")


def effect_words(effects: Sequence[Effect]) -> Iterator[str]:
    """What an answer settles, verdict by verdict; then what can no longer become of the others."""
    settled = [effect for effect in effects if len(effect.leaves) == 1]
    for verdict in (*VERDICTS, "not_addressed"):
        names = [effect.name for effect in settled if effect.leaves == [verdict]]
        if names:
            said = "nothing said of" if verdict == "not_addressed" else verdict_words(verdict)
            yield f"{said} {few(names, NAMES)}"
    open_ = [effect for effect in effects if len(effect.leaves) > 1]
    told: set[str] = set()
    for verdict in TELLING:
        here = [e for e in open_ if verdict in e.rules_out and e.treatment not in told]
        told.update(effect.treatment for effect in here)
        if here:
            yield f"no longer {verdict_words(verdict)} {few([e.name for e in here], NAMES)}"
    rest = len(open_) - len(told)
    if rest:
        yield f"{rest} other{'s' if rest != 1 else ''} narrowed"
