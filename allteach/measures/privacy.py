"""What the fields of measures and values say of people."""

from allteach.core.sensitivity import COUNT, FREE_TEXT, NOTHING_PERSONAL, WHO, Fields

FIELDS: Fields = {
    "Measure": {
        NOTHING_PERSONAL: "slug in_space code scope measure_type kind_key period_kind due_day counts_people "
        "position goal current retired_on",
    },
    "Definition": {
        FREE_TEXT: "change_reason name plain_name rationale numerator_definition denominator_definition inclusion "
        "exclusion look_back data_source how_to_extract benchmark_source known_weaknesses strata",
        WHO: "by",
        NOTHING_PERSONAL: "measure number effective_from sampling sample_size unit per decimals direction "
        "benchmark chart rules screens_moving_ranges uses_rounded_constant trend_points "
        "least_value most_value asks_beyond at",
    },
    "TeamMeasure": {NOTHING_PERSONAL: "team measure ended_on"},
    "Measurement": {
        COUNT: "numerator denominator value",
        FREE_TEXT: "remark left_out_reason",
        WHO: "by",
        NOTHING_PERSONAL: "team_measure period_start period_kind stratum is_suppressed_at_source quality "
        "is_left_out source source_key version at",
    },
    "Revision": {
        COUNT: "numerator denominator value",
        FREE_TEXT: "remark reason",
        WHO: "by",
        NOTHING_PERSONAL: "measurement version at",
    },
    "SettledPeriod": {
        COUNT: "cells",
        NOTHING_PERSONAL: "measure period_start period_kind least_count least_people at",
    },
    "Sheet": {
        COUNT: "typed meant",
        FREE_TEXT: "nothing_because",
        WHO: "saved_by sent_by locked_by",
        NOTHING_PERSONAL: "team period_start period_kind version saved_at sent_at locked_at",
    },
    "Annotation": {
        FREE_TEXT: "words expected",
        WHO: "by",
        NOTHING_PERSONAL: "space team_measure on kind subject version at taken_off_at",
    },
    "Baseline": {
        FREE_TEXT: "words reason",
        WHO: "by",
        NOTHING_PERSONAL: "measure team_measure starts_on points at ended_at",
    },
    "ValueImport": {
        FREE_TEXT: "file_name sheet mapping questions new_teams new_teams_ground words",
        WHO: "by taken_by taken_back_by",
        NOTHING_PERSONAL: "space folder digest size fingerprint has_been_looked_through new_teams_are_named "
        "made_teams edition counts state mode at taken_at taken_back_at",
    },
    "ImportMapping": {
        FREE_TEXT: "mapping",
        WHO: "by",
        NOTHING_PERSONAL: "space fingerprint at",
    },
    "StagedValue": {
        COUNT: "numerator denominator value",
        FREE_TEXT: "team_key remark words",
        NOTHING_PERSONAL: "value_import edition number line team measure team_measure period_start period_kind "
        "stratum is_suppressed_at_source seen_version verdict",
    },
}
