"""Pages set in type: templates, fonts, and what makes PDF, PNG and SVG of them."""

from insights.typeset.letters import is_right_to_left
from insights.typeset.press import Picture, Pressed, document, picture

__all__ = ["Picture", "Pressed", "document", "is_right_to_left", "picture"]
