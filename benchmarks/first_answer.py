"""Import and cold first answer against `import attrs`, in one run: CPU over a bare interpreter.

Run it with the Python of an environment that has iom-partners installed, without PYTHONDONTWRITEBYTECODE. Peers that
are not installed are left out.
"""

from __future__ import annotations

from ratios import cpu_of

QUESTION = "import iom_partners; iom_partners.load().chair_of('GMG', on='2013-09-01').certain"
LINES = (
    ("import iom_partners", "import iom_partners"),
    ("import cattrs, json (what reading records needs)", "import cattrs, json"),
    (
        "import importlib_resources, ask for the folder",
        "import importlib_resources as r; r.files('iom_partners') / 'data'",
    ),
    ("load()", "import iom_partners; iom_partners.load()"),
    ("cold first answer: chair_of", QUESTION),
    ("cold first answer: members_of", QUESTION.replace("chair_of", "members_of")),
    ("peer: import holidays", "import holidays"),
    ("peer: import edtf", "import edtf"),
    ("peer: import popolo_data.importer", "import popolo_data.importer"),
    ("peer: import polars", "import polars"),
    ("peer: import pandas", "import pandas"),
)


def main() -> None:
    """Print each line as a multiple of `import attrs`."""
    bare = cpu_of("pass")
    attrs = cpu_of("import attrs")
    assert bare is not None
    assert attrs is not None
    unit = attrs - bare
    print(f"import attrs = 1 ({unit * 1e3:.1f} ms over a bare interpreter here)")
    for words, code in LINES:
        spent = cpu_of(code)
        print(f"{words:52} {'not installed' if spent is None else f'{(spent - bare) / unit:.2f}'}")


if __name__ == "__main__":
    main()
