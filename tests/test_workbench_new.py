"""New datasets, sources and findings: by options, by answers at a terminal, or told what lacks."""

import io
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import insights
from insights.cli import main
from insights.model import Finding
from insights.workbench.asking import NewFinding
from insights.workbench.judging import Judge

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "workshop"
FINDING = {
    "source": "town-evening",
    "locator": "What to keep, 1",
    "statement": "Dogs should be on the lists too.",
    "category": "keep",
    "basis": "inferred",
    "note": "They were forgotten.",
    "themes": "neighbours; money",
    "evidence": "room",
    "level": "street",
}
SOURCE = {
    "title": "An invented talk: the harbour",
    "short": "Harbour talk",
    "kind": "video",
    "publisher": "An invented harbour",
    "rights": "Invented.",
}


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def new(thing, example, **fields):
    options = [
        part for name, text in fields.items() for part in (f"--{name.replace('_', '-')}", text)
    ]
    return main(["new", thing, "--data", str(example), *options])


def contents(directory):
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


# --- a dataset ---


def test_a_new_dataset_is_sound_and_empty(tmp_path, capsys):
    directory = tmp_path / "after-the_storm"
    assert main(["new", "dataset", str(directory)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "an empty dataset (dataset.yaml, themes.yaml, sources.yaml, withdrawn.yaml, "
        "findings/README.md)",
        "after-the_storm: 0 findings, 0 themes, 0 sources; no fault",
        f"next: insights new source --data {directory}",
    ]
    dataset = insights.load(directory)
    assert dataset.about.title == "After the storm"
    assert dataset.select("").count == 0


@pytest.mark.parametrize("name", ["...", "no", "a: b # c", "ثقة", "\u200b", "1.10"])
def test_any_name_of_a_folder_gives_a_sound_dataset(tmp_path, name):
    assert main(["new", "dataset", str(tmp_path / name)]) == 0
    assert insights.load(tmp_path / name).about.title


def test_a_folder_that_holds_anything_is_refused(tmp_path, capsys):
    (tmp_path / ".hidden").write_text("mine")
    assert main(["new", "dataset", str(tmp_path)]) == 2
    assert "holds something already; name a folder that is new" in capsys.readouterr().err
    assert os.listdir(tmp_path) == [".hidden"]
    assert main(["new", "dataset", str(tmp_path / ".hidden")]) == 2
    assert "Not a directory" in capsys.readouterr().err
    assert main(["new", "dataset", str(tmp_path / ".hidden" / "x")]) == 2


def test_an_empty_folder_may_be_used(tmp_path):
    assert main(["new", "dataset", str(tmp_path)]) == 0


def test_a_dataset_without_themes_or_sources_says_so_before_it_asks(tmp_path, capsys):
    main(["new", "dataset", str(tmp_path / "data")])
    assert new("finding", tmp_path / "data") == 1
    assert "there is no source yet; add one: insights new source" in capsys.readouterr().err
    assert new("source", tmp_path / "data", **SOURCE) == 0
    assert new("finding", tmp_path / "data") == 1
    assert "there is no theme yet; write one in themes.yaml" in capsys.readouterr().err


# --- options, without a terminal ---


def test_a_finding_is_made_of_options(example, capsys):
    before = contents(example)
    assert new("finding", example, **FINDING, actors="Jane Doe; An Office", highlight="9") == 0
    assert capsys.readouterr().out.splitlines() == [
        "the finding dogs-lists is added (findings/town-evening.yaml)",
        "data: 10 findings, 3 themes, 2 sources; no fault",
    ]
    assert insights.load(example).finding_by_id["dogs-lists"] == Finding(
        id="dogs-lists",
        statement="Dogs should be on the lists too.",
        category="keep",
        basis="inferred",
        themes=("neighbours", "money"),
        source="town-evening",
        locator={"section": "What to keep", "item": 1},
        evidence="room",
        level="street",
        actors=("Jane Doe", "An Office"),
        highlight=9,
        note="They were forgotten.",
    )
    changed = [path for path, text in contents(example).items() if text != before[path]]
    assert [path.name for path in changed] == ["town-evening.yaml"]
    assert changed[0].read_bytes().startswith(before[changed[0]])


def test_what_lacks_is_listed_with_what_to_write(example, capsys):
    before = contents(example)
    assert new("finding", example, statement="Dogs too.", category="keep", basis="inferred") == 2
    [first, *more] = capsys.readouterr().err.splitlines()
    assert first == "missing, and there is no terminal to ask on:"
    assert [line.split()[0] for line in more] == [
        "--source",
        "--locator",
        "--note",
        "--themes",
        "--evidence",
        "--level",
    ]
    assert more[0].endswith("The id of a source of sources.yaml; write town-evening or flood-page")
    assert contents(example) == before


def test_context_needs_neither_basis_nor_note(example):
    sound = {name: text for name, text in FINDING.items() if name not in ("basis", "note")}
    assert new("finding", example, **(sound | {"category": "context"})) == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("source", "town", "source-exists: there is no source `town` in sources.yaml"),
        (
            "locator",
            "00:00:10",
            "time-only-in-video: `town-evening` is a workshop and has no times",
        ),
        ("locator", "What to keep, 7", "locator-in-outline: the section"),
        ("statement", "Dogs too", 'statement-is-sentence: the statement ends with "Dogs too"'),
        ("statement", "x" * 240 + ".", "text-long: `statement` is 241 letters long, 240 are"),
        ("category", "kep", "choice: `category` cannot be the text"),
        ("category", "context", "basis-only-where-sorted: context is what nobody sorted"),
        ("themes", "neighbours;streets", "theme-exists: `streets` is an alias; write the id"),
        ("themes", ";", "list-length: `themes` has 0 items, at least 1 is needed"),
        ("evidence", "heard", "choice: `evidence` cannot be the text"),
        ("level", "country", "level-exists: there is no level `country` in dataset.yaml"),
        ("id", "Dogs", "id-spelling: `id`"),
        ("id", "street-lists", "finding-id-unique: the id `street-lists` is taken, in findings/"),
        ("id", "lists-and-rehearsals", "withdrawn-id-not-alive: `lists-and-rehearsals` is"),
        ("highlight", "first", "number-needed: `highlight` is the text"),
        ("source", "Town Evening", "source-exists: there is no source `Town Evening` in sources"),
        ("source", "town-evenin", "source-exists: there is no source `town-evenin` in sources.yam"),
        ("figures", "many", "group-needed: an item of `figures` is the text"),
        ("checked_by", " ", "text-empty: `checked_by` is empty"),
        ("statement", "Dogs\udcff.", "text-letters: `statement` holds half a letter"),
        ("note", "Two\nlines.", "text-letters: `note` holds a line break"),
    ],
)
def test_an_option_is_judged_as_check_judges_a_file(example, capsys, name, text, said):
    before = contents(example)
    assert new("finding", example, **(FINDING | {name: text})) == 1
    told = capsys.readouterr().err
    assert f"error {said}" in told
    assert told.endswith("nothing is written\n")
    assert contents(example) == before


def test_a_video_may_be_given_before_the_kind_is_asked_for(example, capsys):
    assert new("source", example, video="aaaaaaaaaaa") == 2
    assert "--kind" in capsys.readouterr().err
    assert new("source", example, **(SOURCE | {"kind": "page", "video": "aaaaaaaaaaa"})) == 1
    assert "`video` is for a video, and this source is a page" in capsys.readouterr().err


def test_a_source_is_made_of_options(example, capsys):
    before = contents(example)
    assert new("source", example, **SOURCE, via="recording; our own wording") == 0
    assert "the source harbour-talk is added (sources.yaml, findings/harbour-talk.yaml, " in (
        capsys.readouterr().out
    )
    source = insights.load(example).source_by_id["harbour-talk"]
    assert (source.title, source.via) == (SOURCE["title"], ("recording", "our own wording"))
    added = {path.relative_to(example).as_posix() for path in contents(example).keys() - before}
    assert added == {"findings/harbour-talk.yaml", "outlines/harbour-talk.yaml"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("short", "Town Evening", "source-name-unique: the name"),
        ("kind", "podcast", "choice: `kind` cannot be"),
        ("video", "https://youtu.be/x", "video-id: `video`"),
        ("url", "example.org", "address: "),
        ("date", "2025-02-30", "date-in-calendar: the day 2025-02-30 does not exist"),
        ("id", "flood-page", "source-name-unique: the name"),
    ],
)
def test_an_option_of_a_source_is_judged_too(example, capsys, name, text, said):
    assert new("source", example, **(SOURCE | {name: text})) == 1
    assert f"error {said}" in capsys.readouterr().err


def test_a_dataset_with_faults_is_told_before_anything_is_asked(example, capsys):
    (example / "findings/flood-page.yaml").write_text("findings: []]\n")
    assert new("finding", example, **FINDING) == 1
    told = capsys.readouterr().err
    assert "findings/flood-page.yaml:1" in told
    assert "nothing can be added before that" in told


def test_records_in_brackets_are_left_alone(example, capsys):
    (example / "corrections.yaml").unlink()
    (example / "lenses.yaml").unlink()
    (example / "tensions.yaml").unlink()
    text = (example / "sources.yaml").read_text().replace("sources:\n", "sources: [\n")
    text = text.replace("  - id:", "  {id:").replace("\n\n  {", "},\n  {")
    lines = [line.split(" #")[0] for line in text.rstrip().splitlines()]
    flow = "\n".join(
        line if line.endswith(("[", "},", "{")) or line.startswith("#") else f"{line},"
        for line in lines
    )
    (example / "sources.yaml").write_text(flow.rstrip(",") + "}]\n")
    before = (example / "sources.yaml").read_bytes()
    assert new("source", example, **SOURCE) == 1
    assert "stand in brackets; write each record on lines of its own" in capsys.readouterr().err
    assert (example / "sources.yaml").read_bytes() == before


# --- answers, at a terminal ---


class Terminal:
    """The command at a terminal of its own; what it printed is in `screen`."""

    def __init__(self, *arguments):
        pty = pytest.importorskip("pty")
        self._here, there = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "insights.cli", *map(str, arguments)],
            stdin=there,
            stdout=there,
            stderr=there,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "dumb"},
            start_new_session=True,
            preexec_fn=self._take,
        )
        os.close(there)
        self.screen = ""

    @staticmethod
    def _take():
        import fcntl
        import termios

        # So that Ctrl-C at this terminal reaches the command, also where the tests run behind.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def read(self, until=None, pressing=""):
        """Read until the prompt, or to the end.

        While nothing comes, `pressing` is pressed again, as people do: Python misses a Ctrl-C
        between the prompt and its waiting for the first letter.
        """
        seen, waits = "", 30
        while until is None or not seen.endswith(until):
            ready, _, _ = select.select([self._here], [], [], 1)
            if not ready:
                waits -= 1
                assert waits, f"the command is silent after {self.screen}{seen}"
                os.write(self._here, pressing.encode())
                continue
            try:
                piece = os.read(self._here, 4096)
            except OSError:  # how Linux says that nobody writes any more
                piece = b""
            if not piece:
                break
            seen += piece.decode()
        self.screen += seen.replace("\r\n", "\n")
        return seen

    def say(self, answer, end="\n"):
        """Answer the next question."""
        self.read(until="> ")
        os.write(self._here, f"{answer}{end}".encode())

    def end(self, pressing=""):
        """Wait for the end; returns the exit code."""
        self.read(pressing=pressing)
        os.close(self._here)
        return self.process.wait(30)


def test_answers_are_asked_for_and_checked_one_by_one(example):
    terminal = Terminal("new", "finding", "--data", example, "--level", "street")
    for answer in (
        "Flood pag",
        "town",
        "town-evening",
        "What to kep",
        "What to keep, 2",
        "",
        "Dogs should be on the lists too.",
        "keep",
        "inferred",
        "They were forgotten.",
        "neighbours;dogs",
        "neighbours, money",
        "room",
        "A Street; Dogs, Inc.",
        "64%",
        "64% of the street",
        "",
        "Dogs",
        "",
    ):
        terminal.say(answer)
    assert terminal.end() == 0
    screen = terminal.screen
    assert "there is no source `town` in sources.yaml; write one of flood-page or town-ev" in screen
    assert "no source `Flood pag` in sources.yaml; did you mean `flood-page`? write one" in screen
    assert "kebab-case; write flood" not in screen
    assert "\n    flood-page: An invented page: what the water taught\n    town-evening" in screen
    assert "write a heading and its item, such as What to keep, 1\n" in screen
    assert 'no heading "What to kep"; did you mean "What to keep"?' in screen
    assert "the headings are What to keep, What to leave behind, What to start" in screen
    assert "there is no theme `dogs` in themes.yaml" in screen
    listed = screen[screen.index("there is no theme `dogs`") :].splitlines()[1:4]
    assert listed[-1] == "    money: What it costs, who pays, and how quickly."
    assert "    neighbours: What people in a street know of each other and do for …" in listed
    for told in (
        "several are joined by `;`\n",
        "several are joined by `;` or a comma\n",
        "    leave: what should not come back\n",
        "    inferred: the curator read it so, and a note says why\n",
        "    polled: a share of participants is given\n",
        "    room: said in a workshop\n",
        "  64 percent of whom? write `64% of ...`, or `{value: 64, unit: percent}` if the",
    ):
        assert told in screen
    assert 'id` "Dogs" is not in kebab-case; write dogs' in screen
    assert "Enter takes dogs-lists" in screen
    assert screen.count("\nlevel:") == 0
    assert "the finding dogs-lists is added (findings/town-evening.yaml)" in screen
    finding = insights.load(example).finding_by_id["dogs-lists"]
    assert (finding.level, finding.themes) == ("street", ("neighbours", "money"))
    assert finding.actors == ("A Street", "Dogs, Inc.")
    assert [(one.value, one.of) for one in finding.figures] == [(64, "the street")]
    assert finding.terms == ()


def test_a_source_is_asked_for_and_what_is_not_needed_may_be_left_out(example):
    terminal = Terminal("new", "source", "--data", example)
    for answer in ("A harbour", "Harbour", "video", "Us", "aaaaaaaaaaa", "", "2025-13-01", ""):
        terminal.say(answer)
    for answer in ("Invented.", "talk, recorded; our wording", "keep, start", "", ""):
        terminal.say(answer)
    assert terminal.end() == 0
    assert "    workshop: what was said in a room\n" in terminal.screen
    assert 'is not a date; write year, month and day, like "2026-11-21"' in terminal.screen
    assert "Enter leaves it out" in terminal.screen
    source = insights.load(example).source_by_id["harbour"]
    assert (source.video, source.url, source.date) == ("aaaaaaaaaaa", None, None)
    assert source.via == ("talk, recorded", "our wording")
    assert (source.asks, source.coverage) == (("keep", "start"), "partial")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_gives_up_leaves_everything_as_it_was(example, key):
    before = contents(example)
    terminal = Terminal("new", "finding", "--data", example)
    terminal.say("town-evening")
    terminal.say(key, end="")
    assert terminal.end(pressing=key) == 1
    assert "nothing is written" in terminal.screen
    assert "Traceback" not in terminal.screen
    assert contents(example) == before


def test_a_file_that_changed_while_somebody_answered_is_kept_too(example):
    terminal = Terminal("new", "finding", "--data", example)
    for name, answer in FINDING.items():
        if name == "level":
            terminal.read(until="> ")
            file = example / "findings/town-evening.yaml"
            file.write_text(file.read_text() + "\n# written meanwhile\n")
            os.write(terminal._here, f"{answer}\n".encode())
        else:
            terminal.say(answer)
    for _ in ("actors", "figures", "terms", "id"):
        terminal.say("")
    assert terminal.end() == 0
    assert "# written meanwhile\n\n  - id: dogs-lists\n" in file.read_text()


def test_questions_follow_the_answers():
    asked = NewFinding(Judge(EXAMPLE, insights.load(EXAMPLE)))
    names = []
    left_out = set()
    while question := asked.next_question(left_out):
        names.append(question.name)
        if question.is_needed:
            assert asked.answer(question.name, FINDING.get(question.name, "some-id")) == []
        else:
            left_out.add(question.name)
    assert names == [*FINDING, "actors", "figures", "terms", "id"]
    assert asked.record()[0].id == "some-id"


def test_room_is_offered_for_a_workshop_alone():
    asked = NewFinding(Judge(EXAMPLE, insights.load(EXAMPLE)))
    for source, is_offered in (("town-evening", True), ("flood-page", False)):
        assert asked.answer("source", source) == []
        [evidence] = [one for one in asked.questions() if one.name == "evidence"]
        assert any(line.startswith("room:") for line in evidence.meanings) == is_offered
        assert ("room" in evidence.help[1]) == is_offered


def test_the_place_is_asked_for_with_an_example_of_its_source():
    dataset = insights.load(ROOT / "data")
    asked = NewFinding(Judge(ROOT / "data", dataset))
    for source in dataset.sources:
        assert asked.answer("source", source.id) == []
        [place] = [one for one in asked.questions() if one.name == "locator"]
        example = place.help[1].removeprefix("write ").partition(" such as ")[2]
        if source.kind == "video":
            example = example.partition(" or ")[0]
        assert asked.answer("locator", example) == [], example
        assert asked.answers["locator"]


def test_a_time_in_brackets_is_the_time():
    asked = NewFinding(Judge(ROOT / "data", insights.load(ROOT / "data")))
    source = next(one for one in asked.judge.dataset.sources if one.kind == "video")
    time = min(asked.judge.dataset.outline_by_source[source.id].times)
    assert asked.answer("source", source.id) == []
    assert asked.answer("locator", f"[{time}]") == []
    assert asked.answers["locator"] == time


def test_a_percentage_of_nobody_is_noted_and_taken(example, capsys):
    assert new("finding", example, **FINDING, figures="64%") == 0
    assert capsys.readouterr().err == (
        "--figures: note: 64 percent of whom? write `64% of ...`, or "
        "`{value: 64, unit: percent}` if the source is silent\n"
    )
    [figure] = insights.load(example).finding_by_id["dogs-lists"].figures
    assert (figure.value, figure.unit, figure.of) == (64, "percent", None)


def test_a_percentage_of_nobody_on_purpose_is_not_noted(example, capsys):
    assert new("finding", example, **FINDING, figures="{value: 64, unit: percent}") == 0
    assert capsys.readouterr().err == ""


def test_the_help_shows_how_figures_are_written(capsys):
    with pytest.raises(SystemExit):
        main(["new", "finding", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for form in ("about 400 people of the pilot", "64% of participants", "over 3,200 households"):
        assert f"`{form}`" in told
    assert "`{value: 3200, unit: households, qualifier: over, of: the county}`" in told
