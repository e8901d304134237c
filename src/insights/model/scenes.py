"""A run, which is what a room is led through, and its scenes: what the screen shows, in turn."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from insights.model.record import Record, refused
from insights.model.texts import Id, Text
from insights.model.vocabulary import Hide, Show


class Scene(Record):
    """One thing that a room looks at, for so many minutes."""

    id: Id = Field(
        description="Short name in kebab-case, used once in its run; the end of the scene's link.",
        examples=["guess-the-share"],
        json_schema_extra=refused(("Guess the share", "a capital and spaces: guess-the-share")),
    )
    title: Annotated[Text, Field(max_length=80)] = Field(
        description="What the scene is called, in the list of scenes and above it.",
        examples=["How many had hope?"],
        json_schema_extra=refused(("", "empty; it is what people choose by")),
    )
    show: Show = Field(
        description="What stands on the screen.",
        examples=["words", "finding"],
        json_schema_extra=refused(("video", "not one of the words")),
    )
    of: Id | None = Field(
        None,
        description="Which one: the id of the lens, the tension or the finding, or the name of the "
        "chart; a figure is named by its finding.",
        examples=["lasting-change", "themes"],
        json_schema_extra=refused(("Lasting change", "the name people read; the id is needed")),
    )
    part: Id | None = Field(
        None,
        description="The id of one part of the lens, where the others stay away.",
        examples=["momentum"],
        json_schema_extra=refused(("Momentum before", "the name people read; the id is needed")),
    )
    query: Annotated[StrictStr, Field(max_length=600)] = Field(
        "",
        description="Which findings, as behind the ? of a link, in ids; empty for all.",
        examples=["category=keep&theme=trust", ""],
        json_schema_extra=refused((["category=keep"], "a list; one text is needed")),
    )
    prompt: Annotated[Text, Field(max_length=240)] | None = Field(
        None,
        description="What is put to the room.",
        examples=["Where did we see this ourselves?"],
        json_schema_extra=refused(("", "empty; left out where nothing is asked")),
    )
    minutes: Annotated[StrictInt, Field(ge=1, le=180)] = Field(
        description="How many minutes it is given.",
        examples=[5],
        json_schema_extra=refused((0, "no time at all"), ("5 min", "a text; the number is 5")),
    )
    hide: Hide = Field(
        "none",
        description="What stays hidden until the room has guessed.",
        examples=["number", "none"],
        json_schema_extra=refused((True, "a yes; what is hidden is needed")),
    )
    guess: Annotated[Text, Field(max_length=160)] | None = Field(
        None,
        description="The question whose answer is hidden; needed if and only if something is.",
        examples=["What share of the participants had hope?"],
        json_schema_extra=refused(("", "empty; left out where nothing is hidden")),
    )
    notes: Annotated[Text, Field(max_length=1200)] | None = Field(
        None,
        description="What only whoever leads the room sees: what to do, what to watch.",
        examples=["Take three guesses aloud before you reveal the number."],
        json_schema_extra=refused(("", "empty; left out where there is nothing to say")),
    )


class RunFile(Record):
    """What a file of scenes/ holds: a run without its id, which is the name of the file."""

    title: Annotated[Text, Field(max_length=80)] = Field(
        description="What the run is called.",
        examples=["Ten minutes for the board"],
        json_schema_extra=refused(("", "empty; it is what people choose by")),
    )
    audience: Annotated[Text, Field(max_length=120)] = Field(
        description="Whom it is for.",
        examples=["Executives with ten minutes"],
        json_schema_extra=refused((["executives"], "a list; one text is needed")),
    )
    text: Annotated[Text, Field(max_length=240)] | None = Field(
        None,
        description="What a room has at the end of it.",
        examples=["One message, one surprise, one decision."],
        json_schema_extra=refused(("", "empty; left out where there is nothing to say")),
    )
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=60)] = Field(
        description="Its scenes, in their order.",
        examples=[
            [
                {
                    "id": "welcome",
                    "title": "Welcome",
                    "show": "words",
                    "prompt": "What brought you here?",
                    "minutes": 3,
                }
            ]
        ],
        json_schema_extra=refused(
            ([], "a run without a scene"), (["welcome"], "a name alone; a scene has fields")
        ),
    )


class Run(RunFile):
    """A run-of-show: a list of scenes with a title, under the name of its file."""

    id: Id = Field(description="The name of its file; the end of its link.", examples=["board"])

    @property
    def minutes(self) -> int:
        """How many minutes its scenes are given together."""
        return sum(scene.minutes for scene in self.scenes)

    def scene(self, id_: str) -> Scene | None:
        """The scene with this id, None where there is none."""
        return next((scene for scene in self.scenes if scene.id == id_), None)
