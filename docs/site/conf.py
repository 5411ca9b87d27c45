"""Settings of Sphinx; `build.py` beside this file stages the pages and runs it."""

from __future__ import annotations

from typing import Any

import shown
from links import link_calls, link_names, write_lists
from sphinx.highlighting import PygmentsBridge

import iom_partners

project = "iom-partners"
author = "The iom-partners developers"
copyright = "The iom-partners developers"  # noqa: A001 # The name that Sphinx reads.
version = release = iom_partners.__version__
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
nitpicky = True
default_role = "py:obj"  # What resolves becomes a link, see links.py.
language = "en"

# Pages. Their examples run as tests, and the outputs of the notebooks are compared by a test, so nothing runs here.
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
myst_url_schemes = {"http": None, "https": None, "mailto": None, "made": "{{path}}"}  # The last is of build.py.
nb_execution_mode = "off"
nb_merge_streams = True
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Reference.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
autosummary_generate = False
napoleon_numpy_docstring = False
napoleon_use_rtype = False
napoleon_attr_annotations = False
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries = False  # A table of the methods stands before a long class; the side bar would hold 500 entries.
html_domain_indices = False
maximum_signature_line_length = 80

# Looks. Every file comes from here: no font, script, style or picture of others is loaded.
html_theme = "furo"
html_title = f"iom-partners {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_favicon = "static/favicon.svg"
templates_path = ["templates"]
html_show_sphinx = False
html_theme_options = {"source_edit_link": None, "top_of_page_buttons": []}


_HIDDEN = "\x01"


def _without_fields(_app: Any, _kind: str, _name: str, member: object, _skip: object, _options: object) -> bool | None:
    """Leave out the fields of a named tuple, which its class describes under "Attributes"."""
    return True if str(member.__doc__).startswith("Alias for field number") else None


def _whole_sentence(_app: Any, kind: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Keep the first line of an attribute whole, which would else be read as "type: description": hide its colon."""
    if lines and kind in {"attribute", "property", "data"}:
        lines[0] = lines[0].replace(": ", _HIDDEN)


def _shown_again(_app: Any, _kind: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Show the colon that was hidden."""
    lines[:] = [line.replace(_HIDDEN, ": ") for line in lines]


def _without_signature(_app: Any, kind: str, name: str, *_about: Any) -> tuple[str, None] | None:
    """Leave out how a class is called that only the library itself makes."""
    return ("", None) if kind == "class" and (name == "iom_partners.Dataset" or ".results." in name) else None


def setup(app: Any) -> None:
    """Make links of names in single backticks, of types and of calls in the pages; show code and tables."""
    app.connect("autodoc-skip-member", _without_fields)
    app.connect("autodoc-process-docstring", _whole_sentence, priority=100)
    app.connect("autodoc-process-docstring", _shown_again, priority=900)
    app.connect("autodoc-process-signature", _without_signature)
    app.connect("missing-reference", link_names)
    app.connect("doctree-read", link_calls)
    app.connect("doctree-read", shown.stack_tables)
    app.set_translator("html", shown.Translator)
    PygmentsBridge.html_formatter = shown.Code
    app.connect("build-finished", write_lists)
