"""The parts of README.md which are generated from the code.

`python -m tests.readme` rewrites them: the schema table (between <!-- schema:begin --> and
<!-- schema:end -->) from lib/schema.py, the error list (errors:begin, errors:end) from lib/errors.py.
"""

import re
from pathlib import Path

from lib.errors import MESSAGES
from lib.schema import TABLES, Table

README = Path(__file__).parent.parent / "README.md"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def table(spec: Table) -> str:
    """One table of the schema as Markdown: a heading line and a row for each column."""
    lines = [
        f"**{spec.name}**: one row is {spec.row}; key `{spec.key}`.",
        "",
        "| column | type | unit | what it holds |",
    ]
    lines.append("|---|---|---|---|")
    for column in spec.columns:
        words = ", ".join(f"`{v}`" for v in column.vocabulary if v)
        fields = ", ".join(f"`{f}`" for f in column.fields)
        told = column.help + (f" One of {words}." if words else "") + (f" Each with {fields}." if fields else "")
        told += " Written only with `--explain`." if column.explains else ""
        lines.append(f"| `{column.name}` | {column.dtype} | {cell(column.unit)} | {cell(told)} |")
    return "\n".join(lines)


def schema() -> str:
    return "\n\n".join(table(spec) for spec in TABLES.values())


def errors() -> str:
    lines = ["| code | what happened | what to do |", "|---|---|---|"]
    lines += [f"| {code} | {cell(m.what)} | {cell(m.next)} |" for code, m in sorted(MESSAGES.items())]
    return "\n".join(lines)


BLOCKS = {"schema": schema, "errors": errors}


def block(text: str, name: str) -> str | None:
    """What stands between the markers, without surrounding blank lines; None when there are no markers."""
    found = re.search(f"<!-- {name}:begin -->\n(.*?)<!-- {name}:end -->", text, re.DOTALL)
    return found and found[1].strip()


def rewrite(text: str) -> str:
    """The same README with every generated block up to date."""
    for name, make in BLOCKS.items():
        fresh = f"<!-- {name}:begin -->\n\n{make()}\n\n<!-- {name}:end -->"
        text = re.sub(f"<!-- {name}:begin -->\n.*?<!-- {name}:end -->", lambda _: fresh, text, flags=re.DOTALL)  # noqa: B023
    return text


if __name__ == "__main__":
    README.write_text(rewrite(README.read_text("utf-8")), "utf-8")
