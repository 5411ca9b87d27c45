"""What runs a cell: the value of its last line, what it printed, and an error without the frames of this file."""

import contextlib
import io
import traceback

from pyodide.code import eval_code

_SPACE = {"__name__": "__main__"}


def run(code: str) -> dict[str, str]:
    """Return what a cell shows: printed text, HTML or text of its value, or the error."""
    out = io.StringIO()
    shown = {"text": "", "html": "", "error": ""}
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            value = eval_code(code, _SPACE, filename="<cell>")
            made = getattr(value, "_repr_html_", None)
            if value is not None:
                shown["html"] = (made() if made else "") or ""
                shown["text"] = "" if shown["html"] else repr(value)
        except BaseException as error:
            kept = [each for each in traceback.extract_tb(error.__traceback__) if each.filename == "<cell>"]
            told = traceback.format_list(kept) + traceback.format_exception_only(error)
            shown["error"] = "".join(told)
    shown["text"] = out.getvalue() + shown["text"]
    return shown
