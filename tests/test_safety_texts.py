"""What means ill stands in every field: each file holds it as text, and what hides is refused."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pypdf
import pytest
import yaml
from markdown_it import MarkdownIt

from insights.exports import FORMATS, card, file_name
from insights.model.texts import fault_in_text
from insights.reading import check
from insights.rooms.checking import tidy
from insights.rooms.takeaway import FORMATS as MINUTES
from insights.selection import parse
from insights.view import View
from insights.web.downloads import as_json, as_zip
from insights.web.takeaway import _calendar, _dataset, _minutes, _named
from insights.workbench.yaml_text import write
from tests.hostile_texts import ELSEWHERE, NAMES, REFUSED, TEXTS, everywhere
from tests.room_sessions import of_texts

DATA = everywhere()
ROOM = of_texts(tuple(text.strip() for text in TEXTS))
SAFE_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
LEGITIMATE = f"https://{ELSEWHERE}/?a="


class _Looking(HTMLParser):
    """What a page is made of that none of ours may be made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag in ("base", "object", "embed", "iframe", "applet", "form") or "srcdoc" in given:
            self.found.append(tag)
        if given.get("http-equiv", "").lower() == "refresh":
            self.found.append("refresh")
        if "pwned" in given.get("class", "").split():
            self.found.append(f"{tag}.pwned")
        for name, value in given.items():
            leads = re.match(r"\s*(javascript|vbscript|data:text|file):", value, re.I)
            if name.startswith("on") or (name in ("href", "src", "action") and leads):
                self.found.append(f"{tag} {name}={value}")
            if name in ("href", "src") and ELSEWHERE in value and not value.startswith(LEGITIMATE):
                self.found.append(f"{tag} {name}={value}")


@pytest.fixture(scope="module")
def files():
    """Every file of the whole dataset, by its format."""
    view = DATA.select()
    return {name: form.write(view) for name, form in FORMATS.items()}


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def expect_safe_members(content: bytes) -> None:
    for name in members(content):
        assert not name.startswith(("/", "\\")), name
        assert ".." not in name.split("/"), name
        assert re.fullmatch(r"[A-Za-z0-9_.\[\] /-]+", name), name


def expect_only_own_links(content: bytes) -> None:
    """In a spreadsheet or in slides: nothing leads out but a source, and nothing is a program."""
    for name, part in members(content).items():
        assert "vba" not in name.lower()
        assert "embeddings" not in name or name.endswith(".xlsx"), name
        if not name.endswith(".rels"):
            continue
        for one in ElementTree.fromstring(part):
            if one.get("TargetMode") == "External":
                target = one.get("Target", "")
                assert target.startswith((LEGITIMATE, "https://www.youtube.com/")), target


def test_no_text_makes_anything_in_the_pages(files):
    for name in ("html", "brief.html"):
        assert _Looking(files[name].decode()).found == [], name


def test_no_text_makes_anything_in_the_pictures():
    for picture in (card.picture(DATA.select(), "svg"), card.themes(DATA.select(), "svg")):
        tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(picture).iter()}
        assert not tags & {"script", "foreignObject", "a", "image", "animate", "set", "style"}


def test_no_text_is_a_program_or_a_link_in_spreadsheets_and_slides(files):
    for name in ("xlsx", "pptx"):
        expect_safe_members(files[name])
        expect_only_own_links(files[name])
    sheets = [part for name, part in members(files["xlsx"]).items() if "worksheets/" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def expect_calm(content: bytes) -> None:
    """A document that runs nothing and leads only to sources."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in (root.get("/Names") or {})
    for page in reader.pages:
        for note in page.get("/Annots") or ():
            action = note.get_object().get("/A", {})
            assert action.get("/S") in (None, "/URI", "/GoTo"), action
            target = str(action.get("/URI", LEGITIMATE))
            assert target.startswith((LEGITIMATE, "https://www.youtube.com/")), target


def test_no_text_is_an_action_in_the_document(files):
    expect_calm(files["pdf"])


def test_what_machines_read_holds_every_text_as_text(files):
    statements = sorted(one.statement for one in DATA.findings)
    read = json.loads(files["json"])["findings"]
    assert sorted(one["statement"] for one in read) == statements
    assert b"!!" not in re.sub(rb"['\"].*", b"", files["yaml"])
    found = yaml.safe_load(files["yaml"])["findings"]
    assert sorted(one["statement"] for one in found) == statements
    whole = json.loads(as_json(DATA))
    assert sorted(one["statement"] for one in whole["findings"]) == statements


def test_the_dataset_unpacks_into_its_own_folder_and_reads_as_the_same(tmp_path):
    content = as_zip(DATA)
    expect_safe_members(content)
    assert all(name.startswith("data/") for name in members(content))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    dataset, _ = check(tmp_path / "data")
    assert dataset is not None
    # Letters and accents may come as one.
    assert {one.id for one in dataset.findings} == {one.id for one in DATA.findings}


@pytest.mark.parametrize("ending", MINUTES)
def test_no_text_of_a_room_makes_anything_in_its_minutes(ending):
    content = _minutes(ending)(ROOM.room, tuple(ROOM.events), ROOM.world)
    if ending == "pdf":
        expect_calm(content)
    elif ending == "pptx":
        expect_safe_members(content)
        expect_only_own_links(content)
    elif ending == "csv":
        for cell in re.split(r'[;,\r\n]"?', content.decode("utf-8-sig")):
            assert not cell.startswith(tuple("=+@\t＝＋＠")), cell
    else:
        for token in MarkdownIt().parse(content.decode()):
            for part in token.children or ():
                link = str(part.attrs.get("href") or part.attrs.get("src") or "")
                assert ELSEWHERE not in link, link
                assert part.type not in ("html_inline", "image"), part.content


def test_no_text_of_a_room_opens_another_entry_in_the_calendar():
    content = _calendar(ROOM.room, tuple(ROOM.events), ROOM.world).decode()
    lines = content.replace("\r\n ", "").split("\r\n")
    names = {re.split("[;:]", line)[0] for line in lines if line}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART"),
        *("DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "TRANSP", "CLASS", "URL", "CATEGORIES"),
        *("NAME", "X-WR-CALNAME", "ACTION", "TRIGGER", "STATUS", "SEQUENCE", "CREATED"),
    }
    assert {line for line in lines if line.startswith("BEGIN")} <= {
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "BEGIN:VALARM",
    }


def test_the_dataset_of_a_room_unpacks_into_its_own_folder(tmp_path):
    expect_safe_members(_dataset(ROOM.room, tuple(ROOM.events), ROOM.world))


@pytest.mark.parametrize("name", [*NAMES, *REFUSED.values(), "x" * 300, "a" * 80, "...", "漢字"])
def test_no_name_of_a_room_or_filter_is_another_place_as_the_name_of_a_file(name):
    named = dataclasses.replace(ROOM.room, name=name)
    assert SAFE_NAME.fullmatch(_named(named, "minutes.pdf")), name
    for key in ("q", "theme", "actor", "id", "unknown"):
        view = View(DATA, parse([(key, name)], DATA))
        assert SAFE_NAME.fullmatch(file_name(view, "csv")), (key, name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_hides_in_a_text_is_refused_with_its_line_and_tidied_in_a_room(tmp_path, name):
    text = REFUSED[name]
    assert fault_in_text(text)
    assert not (tidied := tidy(text)) or fault_in_text(tidied) is None
    folder = tmp_path / "data"
    write(DATA, folder)
    file = next((folder / "findings").glob("*.yaml"))
    escaped = json.dumps(text) if not 0xD800 <= ord(text[2:3] or "x") <= 0xDFFF else '"x \\ud83d y"'
    content = re.sub(
        r"(?m)^    note: .*$", lambda _: f"    note: {escaped}", file.read_text(), count=1
    )
    file.write_text(content)
    dataset, faults = check(folder)
    assert dataset is None
    [fault] = [one for one in faults if one.level == "error"]
    assert fault.file == f"findings/{file.name}"
    assert fault.line == content[: content.index(escaped)].count("\n") + 1
    assert all(letter.isprintable() for letter in str(fault)), str(fault)
