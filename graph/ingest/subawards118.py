"""Subawards in 118 columns: what prime contractors reported (FSRS), as USAspending offered it in 2025.

Descriptions run over several lines; some were garbled before they got here and stay as they are.
"""

from __future__ import annotations

from graph.ingest.layout import Layout, parse_columns
from graph.ingest.values import (
    amount,
    amount_fault,
    award_key_fault,
    date,
    date_fault,
    split_list,
    text,
)

NAME = "subawards118"

COLUMNS = parse_columns(
    """
    # used
    prime_award_unique_key prime_award_piid prime_award_parent_piid prime_award_amount
    # kept: emergency money is no question yet
    prime_award_disaster_emergency_fund_codes prime_award_outlayed_amount_from_COVID-19_supplementals
    prime_award_obligated_amount_from_COVID-19_supplementals
    prime_award_outlayed_amount_from_IIJA_supplemental
    prime_award_obligated_amount_from_IIJA_supplemental
    # kept: told by the prime award, or of the report alone
    prime_award_total_outlayed_amount
    # used
    prime_award_base_action_date
    # kept: no question asks for these dates
    prime_award_base_action_date_fiscal_year
    # used
    prime_award_latest_action_date
    # kept: no question asks for these dates
    prime_award_latest_action_date_fiscal_year prime_award_period_of_performance_start_date
    prime_award_period_of_performance_current_end_date
    prime_award_period_of_performance_potential_end_date
    # kept: agencies and offices of the prime award come from its own record
    prime_award_awarding_agency_code prime_award_awarding_agency_name
    # used
    prime_award_awarding_sub_agency_code
    # kept: agencies and offices of the prime award come from its own record
    prime_award_awarding_sub_agency_name prime_award_awarding_office_code
    prime_award_awarding_office_name prime_award_funding_agency_code prime_award_funding_agency_name
    prime_award_funding_sub_agency_code prime_award_funding_sub_agency_name
    prime_award_funding_office_code prime_award_funding_office_name
    # used
    prime_award_treasury_accounts_funding_this_award
    # kept: the Treasury accounts say which federal accounts
    prime_award_federal_accounts_funding_this_award prime_award_object_classes_funding_this_award
    prime_award_program_activities_funding_this_award
    # used
    prime_awardee_uei
    # kept: UEI and registered name identify the company
    prime_awardee_duns
    # used
    prime_awardee_name
    # kept: UEI and registered name identify the company
    prime_awardee_dba_name
    # used
    prime_awardee_parent_uei
    # kept: UEI and registered name identify the company
    prime_awardee_parent_duns
    # used
    prime_awardee_parent_name
    # kept: places are no question yet
    prime_awardee_country_code prime_awardee_country_name prime_awardee_address_line_1
    prime_awardee_city_name prime_awardee_county_fips_code prime_awardee_county_name
    prime_awardee_state_fips_code prime_awardee_state_code prime_awardee_state_name
    prime_awardee_zip_code prime_award_summary_recipient_cd_original
    prime_award_summary_recipient_cd_current prime_awardee_foreign_postal_code
    # kept: business types are no question yet
    prime_awardee_business_types
    # kept: places are no question yet
    prime_award_primary_place_of_performance_city_name
    prime_award_primary_place_of_performance_county_fips_code
    prime_award_primary_place_of_performance_county_name
    prime_award_primary_place_of_performance_state_fips_code
    prime_award_primary_place_of_performance_state_code
    prime_award_primary_place_of_performance_state_name
    prime_award_primary_place_of_performance_address_zip_code
    prime_award_summary_place_of_performance_cd_original
    prime_award_summary_place_of_performance_cd_current
    prime_award_primary_place_of_performance_country_code
    prime_award_primary_place_of_performance_country_name
    # used
    prime_award_base_transaction_description
    # kept: told by the prime award, or of the report alone
    prime_award_project_title prime_award_naics_code prime_award_naics_description
    prime_award_national_interest_action_code prime_award_national_interest_action subaward_type
    # used
    subaward_fsrs_report_id
    # kept: told by the prime award, or of the report alone
    subaward_fsrs_report_year subaward_fsrs_report_month
    # used
    subaward_number subaward_amount subaward_action_date
    # kept: no question asks for these dates
    subaward_action_date_fiscal_year
    # used
    subawardee_uei
    # kept: UEI and registered name identify the company
    subawardee_duns
    # used
    subawardee_name
    # kept: UEI and registered name identify the company
    subawardee_dba_name
    # used
    subawardee_parent_uei
    # kept: UEI and registered name identify the company
    subawardee_parent_duns
    # used
    subawardee_parent_name
    # kept: places are no question yet
    subawardee_country_code subawardee_country_name subawardee_address_line_1 subawardee_city_name
    subawardee_state_code subawardee_state_name subawardee_zip_code subaward_recipient_cd_original
    subaward_recipient_cd_current subawardee_foreign_postal_code
    # kept: business types are no question yet
    subawardee_business_types
    # kept: places are no question yet
    subaward_primary_place_of_performance_city_name subaward_primary_place_of_performance_state_code
    subaward_primary_place_of_performance_state_name
    subaward_primary_place_of_performance_address_zip_code subaward_place_of_performance_cd_original
    subaward_place_of_performance_cd_current subaward_primary_place_of_performance_country_code
    subaward_primary_place_of_performance_country_name
    # used
    subaward_description
    # left out: personal
    subawardee_highly_compensated_officer_1_name subawardee_highly_compensated_officer_1_amount
    subawardee_highly_compensated_officer_2_name subawardee_highly_compensated_officer_2_amount
    subawardee_highly_compensated_officer_3_name subawardee_highly_compensated_officer_3_amount
    subawardee_highly_compensated_officer_4_name subawardee_highly_compensated_officer_4_amount
    subawardee_highly_compensated_officer_5_name subawardee_highly_compensated_officer_5_amount
    # kept: follows from the award key; changes with every download
    usaspending_permalink
    # kept: told by the prime award, or of the report alone
    subaward_fsrs_report_last_modified_date
    """
)

LAYOUT = Layout(
    name=NAME,
    title="subawards, 118 columns",
    columns=COLUMNS,
    faults=(
        award_key_fault("prime_award_unique_key"),
        amount_fault("subaward_amount", required=True),
        date_fault("subaward_action_date"),
        amount_fault("prime_award_amount"),
        date_fault("prime_award_base_action_date"),
        date_fault("prime_award_latest_action_date"),
    ),
    normalised={
        "prime_key": text("prime_award_unique_key"),
        "prime_piid": text("prime_award_piid"),
        "prime_parent_piid": text("prime_award_parent_piid"),
        "prime_subtier": text("prime_award_awarding_sub_agency_code"),
        "prime_uei": text("prime_awardee_uei"),
        "prime_name": text("prime_awardee_name"),
        "prime_amount": amount("prime_award_amount"),
        "prime_first_date": date("prime_award_base_action_date"),
        "prime_last_date": date("prime_award_latest_action_date"),
        "prime_description": text("prime_award_base_transaction_description"),
        "prime_accounts": split_list("prime_award_treasury_accounts_funding_this_award"),
        "prime_parent_uei": text("prime_awardee_parent_uei"),
        "prime_parent_name": text("prime_awardee_parent_name"),
        "sub_uei": text("subawardee_uei"),
        "sub_name": text("subawardee_name"),
        "sub_parent_uei": text("subawardee_parent_uei"),
        "sub_parent_name": text("subawardee_parent_name"),
        "amount": amount("subaward_amount"),
        "action_date": date("subaward_action_date"),
        "number": text("subaward_number"),
        "report_id": text("subaward_fsrs_report_id"),
        "description": text("subaward_description"),
    },
    sums={"subaward": "amount"},
)

normalised_sql = LAYOUT.normalised_sql
