"""The rules across files: one function is one rule, its name the rule's name in messages."""

from __future__ import annotations

from insights.reading.draft import Draft, Rule, faults_of
from insights.reading.faults import Fault
from insights.reading.rules.content import (
    address_has_host,
    basis_only_where_sorted,
    date_in_calendar,
    note_where_inferred,
    percent_in_range,
    recording_only_of_video,
    room_only_in_workshop,
    statement_is_sentence,
    statement_not_quoted,
    theme_once,
    time_only_in_video,
)
from insights.reading.rules.names import (
    finding_id_unique,
    level_unique,
    source_name_unique,
    statement_unique,
    theme_name_unique,
    withdrawn_id_not_alive,
    withdrawn_id_unique,
)
from insights.reading.rules.references import (
    level_exists,
    message_finding_exists,
    see_exists,
    source_exists,
    source_of_file,
    theme_exists,
)
from insights.reading.rules.unused import source_used, theme_used

ERRORS: tuple[Rule, ...] = (
    finding_id_unique,
    withdrawn_id_unique,
    withdrawn_id_not_alive,
    theme_name_unique,
    source_name_unique,
    level_unique,
    statement_unique,
    theme_exists,
    source_exists,
    level_exists,
    source_of_file,
    message_finding_exists,
    see_exists,
    basis_only_where_sorted,
    note_where_inferred,
    theme_once,
    time_only_in_video,
    room_only_in_workshop,
    recording_only_of_video,
    date_in_calendar,
    percent_in_range,
    statement_is_sentence,
    statement_not_quoted,
    address_has_host,
)
WARNINGS: tuple[Rule, ...] = (theme_used, source_used)


def mistakes(draft: Draft) -> list[Fault]:
    """The errors that the rules find in a draft."""
    return [fault for rule in ERRORS for fault in faults_of(rule, draft, "error")]


def oversights(draft: Draft) -> list[Fault]:
    """The warnings; only for a draft without errors, whose references can be trusted."""
    return [fault for rule in WARNINGS for fault in faults_of(rule, draft, "warning")]
