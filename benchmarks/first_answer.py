"""Import and cold first answer against `import attrs`, in one run: CPU and memory over a bare interpreter.

Run it with the Python of an environment that has iom-partners installed, without PYTHONDONTWRITEBYTECODE. Peers that
are not installed are left out.
"""

from __future__ import annotations

import subprocess
import sys

from ratios import cpu_of

QUESTION = "import iom_partners; iom_partners.load().chair_of('GMG', on='2013-09-01').certain"
LINES = (
    ("import iom_partners", "import iom_partners"),
    ("import cattrs, json (which reading own data needs)", "import cattrs, json"),
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
    for words, code in (("import attrs", "import attrs"), ("import cattrs, json", "import cattrs, json"), LINES[4]):
        print(f"resident memory, MiB: {words:30} {(memory_of(code) - memory_of('pass')) / 1024:.1f}")


def memory_of(code: str) -> int:
    """Return the resident memory, in KiB, of a fresh interpreter that ran the code; on Linux."""
    ask = "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmRSS')))"
    runs = [
        subprocess.run([sys.executable, "-I", "-c", f"{code}\n{ask}"], check=True, capture_output=True, text=True)
        for _ in range(5)
    ]
    return min(int(run.stdout) for run in runs)


if __name__ == "__main__":
    main()
