"""Clinical scores and formulas, one module each."""

from hepaboard.case.calculators.ablation_margin import AblationMargin, classify_ablation_margin
from hepaboard.case.calculators.albi import albi_score
from hepaboard.case.calculators.biological_dose import BiologicalDose, bed_gy, convert_dose, eqd2_gy
from hepaboard.case.calculators.body_surface import estimate_body_surface
from hepaboard.case.calculators.child_pugh import child_pugh_score
from hepaboard.case.calculators.couinaud import SegmentSet, read_segments
from hepaboard.case.calculators.early_shrinkage import EarlyShrinkage, judge_early_shrinkage
from hepaboard.case.calculators.fong import fong_score
from hepaboard.case.calculators.game import game_score
from hepaboard.case.calculators.hepatectomy_extent import HepatectomyExtent, classify_hepatectomy
from hepaboard.case.calculators.hypertrophy import Hypertrophy, degree_of_hypertrophy
from hepaboard.case.calculators.interval import Interval
from hepaboard.case.calculators.irecist import ImmuneResponse, immune_response
from hepaboard.case.calculators.kinetic_growth import KineticGrowth, kinetic_growth_rate
from hepaboard.case.calculators.liver_remnant import RemnantShares, remnant_shares
from hepaboard.case.calculators.measure import Measure
from hepaboard.case.calculators.meld import meld_score
from hepaboard.case.calculators.meld_3 import meld_3_score
from hepaboard.case.calculators.meld_na import meld_na_score
from hepaboard.case.calculators.metastasis_timing import DEFINITIONS as TIMING_DEFINITIONS
from hepaboard.case.calculators.metastasis_timing import MetastasisTiming, classify_timing
from hepaboard.case.calculators.morphologic_response import GROUPS as MORPHOLOGIC_GROUPS
from hepaboard.case.calculators.morphologic_response import (
    LesionChange,
    MorphologicResponse,
    judge_morphology,
)
from hepaboard.case.calculators.outcome import Outcome
from hepaboard.case.calculators.performance import Performance, describe_performance
from hepaboard.case.calculators.published_outcomes import find_outcomes
from hepaboard.case.calculators.recist_best import Assessment, BestResponse, best_response
from hepaboard.case.calculators.recist_confirm import ConfirmedResponse, confirm_response
from hepaboard.case.calculators.recist_measurable import Measurability, classify_measurability
from hepaboard.case.calculators.recist_overall import OverallResponse, overall_response
from hepaboard.case.calculators.recist_sum import TargetReading, TargetSum, nadir_mm, sum_targets
from hepaboard.case.calculators.recist_target import TargetResponse, target_response
from hepaboard.case.calculators.recist_targets import Candidate, TargetChoice, choose_targets
from hepaboard.case.calculators.remnant_judgement import RemnantReading, judge_remnant
from hepaboard.case.calculators.remnant_rules import RULES as REMNANT_RULES
from hepaboard.case.calculators.remnant_rules import RemnantRule
from hepaboard.case.calculators.resection_name import Resection, name_resection, resected_segments
from hepaboard.case.calculators.response_depth import ResponseDepth, measure_response_depth
from hepaboard.case.calculators.s2_factors import RiskFactor, RiskFactors, s2_risk_factors
from hepaboard.case.calculators.score import Score, Status
from hepaboard.case.calculators.segment_shares import PUBLISHED as PUBLISHED_SEGMENT_SHARES
from hepaboard.case.calculators.segment_shares import (
    DemonstrationVolumes,
    SegmentShare,
    demonstration_volumes,
)
from hepaboard.case.calculators.standard_volume import standard_liver_volume
from hepaboard.case.calculators.tumor_burden import tumor_burden_score
from hepaboard.case.calculators.y90_contraindications import (
    Contraindication,
    list_y90_contraindications,
)
from hepaboard.case.calculators.y90_glass import glass_activity, glass_dose
from hepaboard.case.calculators.y90_lung import LungDose, lung_dose
from hepaboard.case.calculators.y90_partition import PartitionDose, partition_dose
from hepaboard.case.calculators.y90_resin import ResinActivity, resin_activity
from hepaboard.case.calculators.zhu import zhu_score

__all__ = [
    "MORPHOLOGIC_GROUPS",
    "PUBLISHED_SEGMENT_SHARES",
    "REMNANT_RULES",
    "TIMING_DEFINITIONS",
    "AblationMargin",
    "Assessment",
    "BestResponse",
    "BiologicalDose",
    "Candidate",
    "ConfirmedResponse",
    "Contraindication",
    "DemonstrationVolumes",
    "EarlyShrinkage",
    "HepatectomyExtent",
    "Hypertrophy",
    "ImmuneResponse",
    "Interval",
    "KineticGrowth",
    "LesionChange",
    "LungDose",
    "Measurability",
    "Measure",
    "MetastasisTiming",
    "MorphologicResponse",
    "Outcome",
    "OverallResponse",
    "PartitionDose",
    "Performance",
    "RemnantReading",
    "RemnantRule",
    "RemnantShares",
    "Resection",
    "ResinActivity",
    "ResponseDepth",
    "RiskFactor",
    "RiskFactors",
    "Score",
    "SegmentSet",
    "SegmentShare",
    "Status",
    "TargetChoice",
    "TargetReading",
    "TargetResponse",
    "TargetSum",
    "albi_score",
    "bed_gy",
    "best_response",
    "child_pugh_score",
    "choose_targets",
    "classify_ablation_margin",
    "classify_hepatectomy",
    "classify_measurability",
    "classify_timing",
    "confirm_response",
    "convert_dose",
    "degree_of_hypertrophy",
    "demonstration_volumes",
    "describe_performance",
    "eqd2_gy",
    "estimate_body_surface",
    "find_outcomes",
    "fong_score",
    "game_score",
    "glass_activity",
    "glass_dose",
    "immune_response",
    "judge_early_shrinkage",
    "judge_morphology",
    "judge_remnant",
    "kinetic_growth_rate",
    "list_y90_contraindications",
    "lung_dose",
    "measure_response_depth",
    "meld_3_score",
    "meld_na_score",
    "meld_score",
    "nadir_mm",
    "name_resection",
    "overall_response",
    "partition_dose",
    "read_segments",
    "remnant_shares",
    "resected_segments",
    "resin_activity",
    "s2_risk_factors",
    "standard_liver_volume",
    "sum_targets",
    "target_response",
    "tumor_burden_score",
    "zhu_score",
]
