"""The rules across files: one function is one rule, its name the rule's name in messages."""

from __future__ import annotations

from itertools import chain, islice

from insights.reading.draft import Draft, Rule, faults_of
from insights.reading.faults import MOST_FAULTS_IN_ALL, Fault, Level
from insights.reading.rules import (
    content,
    dates,
    frameworks,
    locators,
    names,
    plausible,
    references,
    scenes,
    texts,
    unused,
)

ERRORS: tuple[Rule, ...] = (
    names.finding_id_unique,
    names.withdrawn_id_unique,
    names.withdrawn_id_not_alive,
    names.theme_name_unique,
    names.source_name_unique,
    names.lens_name_unique,
    names.part_id_unique,
    names.tension_id_unique,
    names.correction_id_unique,
    names.run_name_unique,
    names.scene_id_unique,
    names.section_unique,
    names.release_unique,
    names.level_unique,
    names.statement_unique,
    references.theme_exists,
    references.source_exists,
    references.level_exists,
    references.source_of_file,
    references.outline_of_source,
    references.message_finding_exists,
    references.see_exists,
    references.part_finding_exists,
    references.tension_finding_exists,
    references.affected_finding_exists,
    content.basis_only_where_sorted,
    content.note_where_inferred,
    content.theme_once,
    content.room_only_in_workshop,
    content.recording_only_of_video,
    content.percent_in_range,
    content.percent_spelled,
    content.count_not_negative,
    content.statement_is_sentence,
    content.statement_not_quoted,
    content.address_has_host,
    frameworks.bare_where_no_finding,
    frameworks.finding_once_in_part,
    frameworks.tension_of_two,
    frameworks.place_where_stated,
    locators.time_only_in_video,
    locators.outline_fits_source,
    locators.locator_in_outline,
    locators.section_not_left_out,
    scenes.run_id_spelled,
    scenes.scene_of_named,
    scenes.scene_of_exists,
    scenes.scene_part_exists,
    scenes.scene_query_sound,
    scenes.prompt_where_words,
    scenes.hidden_can_be,
    scenes.guess_where_hidden,
    dates.date_in_calendar,
    texts.text_not_garbled,
    texts.word_of_one_alphabet,
)
WARNINGS: tuple[Rule, ...] = (
    unused.theme_used,
    unused.source_used,
    unused.outline_there,
    plausible.place_curated_where_complete,
    plausible.time_believable,
    plausible.figure_where_counted,
    scenes.scene_query_matches,
    dates.date_not_ahead,
    texts.text_without_markup,
    texts.text_not_formula,
    texts.text_composed,
)


def mistakes(draft: Draft) -> list[Fault]:
    """The errors that the rules find in a draft, as far as anybody wants to read them."""
    return _told(ERRORS, draft, "error")


def is_mistaken(draft: Draft) -> bool:
    """Whether the rules find an error in a draft that may still grow."""
    return any(next(faults_of(rule, draft, "error"), None) is not None for rule in ERRORS)


def oversights(draft: Draft) -> list[Fault]:
    """The warnings; only for a draft without errors, whose references can be trusted."""
    return _told(WARNINGS, draft, "warning")


def _told(rules: tuple[Rule, ...], draft: Draft, level: Level) -> list[Fault]:
    found = chain.from_iterable(faults_of(rule, draft, level) for rule in rules)
    return list(islice(found, MOST_FAULTS_IN_ALL))
