"""What the fields of aims and tests of change say of people."""

from allteach.core.sensitivity import FREE_TEXT, NOTHING_PERSONAL, PERSONAL, WHO, Fields

FIELDS: Fields = {
    "Aim": {NOTHING_PERSONAL: "team current"},
    "AimVersion": {
        FREE_TEXT: "what_improves for_whom why_it_matters boundaries equity_clause change_reason",
        WHO: "by",
        NOTHING_PERSONAL: "aim number measure baseline_value target_value unit by_when at",
    },
    "AimAgreement": {
        FREE_TEXT: "dissent",
        PERSONAL: "perspective",
        WHO: "person",
        NOTHING_PERSONAL: "version agreed_on",
    },
    "ChangeIdea": {FREE_TEXT: "plain_summary driver first_test", NOTHING_PERSONAL: "care_element evidence origin"},
    "Ramp": {FREE_TEXT: "title slug", NOTHING_PERSONAL: "team change_idea"},
    "Cycle": {
        FREE_TEXT: "partner_part objective who what where data_plan data_form_link observations unexpected "
        "data_collected results_summary what_we_learned what_patients_said measure_effect rationale "
        "implementation_plan lesson stopped_reason",
        WHO: "helpers begun_by decided_by stopped_by",
        NOTHING_PERSONAL: "team number ramp step previous change_idea care_element charts has_partner purpose scale "
        "belief risk readiness planned_start_on planned_end_on ethics begun_at started_on ended_on as_planned "
        "decision decided_at stopped_at",
    },
    "Prediction": {
        FREE_TEXT: "question prediction because happened",
        NOTHING_PERSONAL: "cycle position written_at outcome",
    },
    "ImplementedChange": {
        FREE_TEXT: "scope_unit standard_work training job_or_policy_change it_change owner_post reversal_plan "
        "status_reason",
        NOTHING_PERSONAL: "team number change_idea from_cycle kept_on scope_done scope_total charts check_on over_on",
    },
    "ControlPlan": {
        FREE_TEXT: "reviewer_post response training_new_staff stop_doing budget_line patient_feedback",
        WHO: "by approved_by",
        NOTHING_PERSONAL: "change chart frequency at approved_at",
    },
    "Remark": {FREE_TEXT: "words", WHO: "by read_by", NOTHING_PERSONAL: "cycle at read_at"},
    "HoldCheck": {FREE_TEXT: "seen", WHO: "by", NOTHING_PERSONAL: "change number outcome checked_on"},
    "SpreadPlan": {
        FREE_TEXT: "unit_word executive_sponsor day_to_day_leader priority_link target_units spread_aim waves "
        "infrastructure_changes change_package_version core_components adaptable_parts case_for_change messages "
        "channels messengers opinion_leaders adopter_map peer_support learning_capture faq_link adoption_measure "
        "outcome_measures review_dates",
        WHO: "approved_by",
        NOTHING_PERSONAL: "team number change_idea kept_change phase units_in_all aim_units starts_on reach_by curve "
        "charts proposed_at approved_at",
    },
    "SpreadUnit": {FREE_TEXT: "name", NOTHING_PERSONAL: "plan number"},
    "SpreadStep": {FREE_TEXT: "reason", WHO: "by", NOTHING_PERSONAL: "unit state on at"},
    "RatingSheet": {WHO: "rater", NOTHING_PERSONAL: "subject scale rated_on"},
    "RatingScore": {PERSONAL: "score", NOTHING_PERSONAL: "sheet item"},
    "ProcessMap": {NOTHING_PERSONAL: "team shows current"},
    "ProcessMapVersion": {
        FREE_TEXT: "name notes",
        WHO: "by",
        NOTHING_PERSONAL: "process_map number walked_on is_walked_with_patient at",
    },
    "ProcessStep": {
        FREE_TEXT: "words who otherwise goes_wrong feels_like",
        NOTHING_PERSONAL: "version position kind minutes wait_minutes fails_of_hundred",
    },
}
