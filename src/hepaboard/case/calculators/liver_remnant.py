"""Future liver remnant as a share of the liver, by each denominator."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators._accept import known_inputs, missing_inputs, refuse
from hepaboard.case.calculators._ranges import accept
from hepaboard.case.calculators.measure import Measure


@dataclass(frozen=True, kw_only=True)
class RemnantShares:
    """Future liver remnant in percent of three volumes, each None while its input is missing."""

    of_total: Measure
    of_tumour_free: Measure
    of_standard: Measure


def remnant_shares(
    *,
    flr_volume_cm3: float | None = None,
    total_liver_volume_cm3: float | None = None,
    tumour_volume_ml: float | None = None,
    standard_liver_volume_cm3: float | None = None,
) -> RemnantShares:
    """Future liver remnant in percent of the measured, the tumour-free and the standard liver.

    100 x remnant / denominator, with the denominators: total liver volume on CT; total minus
    tumour volume; standardised total liver volume.

    Parameters
    ----------
    flr_volume_cm3
        Remnant, 50-4000 cm3, at most the total liver volume.
    total_liver_volume_cm3
        Measured, 400-8000 cm3.
    tumour_volume_ml
        0 up to, not including, the total liver volume (1 ml = 1 cm3).
    standard_liver_volume_cm3
        From `standard_liver_volume`; more than 0, at most 8000 cm3.

    Returns
    -------
    RemnantShares
        Three measures at full precision, never rounded before a comparison. A missing input
        (None) leaves only the shares that need it without a value.

    Raises
    ------
    InputRangeError
        A volume lies outside its accepted range or is NaN, or the parts exceed the whole.

    References
    ----------
    Vauthey JN et al., Liver Transpl 2002;8:233-240; Ribero D et al., Ann Surg 2013, doi
    10.1097/SLA.0000000000000213 (tumour-corrected denominator). The sources differ (D06): total
    volume in S1-029 and S2-035, functional volume in S1-006 (not a volume that CT gives), standard
    volume in S3-021 and S4-008, none in S0.

    Examples
    --------
    >>> shares = remnant_shares(flr_volume_cm3=450, total_liver_volume_cm3=1600,
    ...                        tumour_volume_ml=100)
    >>> shares.of_total.value, shares.of_tumour_free.value, shares.of_standard.missing
    (28.125, 30.0, ('standard_liver_volume_cm3',))
    """
    remnant = accept("flr_volume_cm3", flr_volume_cm3)
    total = accept("total_liver_volume_cm3", total_liver_volume_cm3)
    tumour = accept("tumour_volume_ml", tumour_volume_ml)
    standard = accept("standard_liver_volume_cm3", standard_liver_volume_cm3)
    if total is not None and remnant is not None and remnant > total:
        raise refuse(
            "flr_volume_cm3",
            remnant,
            "the remnant cannot exceed the whole liver",
            f"50 to {total:g} cm3",
        )
    if total is not None and tumour is not None and tumour >= total:
        raise refuse(
            "tumour_volume_ml",
            tumour,
            "the tumour cannot fill the whole liver",
            f"at least 0, less than {total:g} ml",
        )

    tumour_free = None if total is None or tumour is None else total - tumour
    return RemnantShares(
        of_total=_share(
            "flr_of_total",
            "total liver volume",
            remnant,
            total,
            {"total_liver_volume_cm3": total},
            ("S1-029", "S2-035", "S2-216", "S2-217"),
        ),
        of_tumour_free=_share(
            "flr_of_tumour_free",
            "total liver volume without tumour",
            remnant,
            tumour_free,
            {"total_liver_volume_cm3": total, "tumour_volume_ml": tumour},
            (),
        ),
        of_standard=_share(
            "flr_of_standard",
            "standardised total liver volume",
            remnant,
            standard,
            {"standard_liver_volume_cm3": standard},
            ("S3-021", "S4-008"),
        ),
    )


def _share(
    name: str,
    denominator: str,
    remnant: float | None,
    volume: float | None,
    parts: dict[str, float | None],
    rows: tuple[str, ...],
) -> Measure:
    value = None if remnant is None or volume is None else 100 * remnant / volume
    over = value is not None and value > 100
    return Measure(
        name=name,
        value=value,
        unit="%",
        method=f"share of {denominator}",
        missing=missing_inputs(flr_volume_cm3=remnant, **parts),
        inputs=known_inputs(flr_volume_cm3=remnant, **parts),
        notes=(f"The remnant is larger than the {denominator}: check.",) if over else (),
        rows=rows,
    )
