"""The notebooks of the folder `notebooks/`: the question each answers and the parameters it takes.

A notebook's question is its first heading. Its parameters are the assignments of the cell tagged `parameters`:

    year = 2026  # Rok
    channel = "facebook"  # Kanál: facebook, instagram, web

The comment is the label, what follows a colon are the choices. A notebook dropped into the folder needs nothing more.
"""

import ast
import io
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from lib import config
from lib.errors import BadInput, NotFound

FOLDER = config.ROOT / "notebooks"
Value = int | float | str | bool


@dataclass(frozen=True)
class Parameter:
    """One thing that may be asked differently: its name in the notebook, label, default and choices (or none)."""

    name: str
    label: str
    default: Value
    choices: tuple[Value, ...] = ()

    def read(self, given: Any) -> Value:
        """The given value as the notebook expects it; BadInput names the parameter."""
        wanted = type(self.default)
        try:
            value = given if isinstance(given, wanted) else wanted(str(given).strip())
        except ValueError as error:
            raise BadInput(
                "“{value}” is not a number. Write {label} in digits.", value=given, label=self.label
            ) from error
        if self.choices and value not in self.choices:
            raise BadInput("“{value}” is none of the choices of {label}.", value=value, label=self.label)
        return value


@dataclass(frozen=True)
class Notebook:
    """A question that can be asked; `name` is the file's name without its ending."""

    name: str
    question: str
    about: str
    parameters: tuple[Parameter, ...]
    path: Path


def listing() -> list[Notebook]:
    """Every notebook of the folder by its file name."""
    return [read(path) for path in sorted(FOLDER.glob("*.ipynb"))]


def find(name: str) -> Notebook:
    """The notebook of this name, or NotFound."""
    for notebook in listing():
        if notebook.name == name:
            return notebook
    raise NotFound("There is no analysis “{name}”. It may have been renamed.", name=name)


def read(path: Path) -> Notebook:
    """A notebook's question and parameters. One that cannot be read is listed with its file name, not hidden."""
    try:
        cells = nbformat.read(path, as_version=4).cells
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError, AttributeError):
        return Notebook(path.stem, path.name, "", (), path)
    lines = [
        line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines() if line.strip()
    ]
    question = next((line.lstrip("# ").strip() for line in lines if line.startswith("#")), path.stem)
    about = next((line.strip() for line in lines if not line.startswith("#")), "")
    tagged = [cell.source for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    return Notebook(path.stem, question, about, parameters(tagged[0]) if tagged else (), path)


def parameters(source: str) -> tuple[Parameter, ...]:
    """The parameters that a cell declares."""
    comments = _comments(source)
    assigned = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    found = [_parameter(node, comments.get(node.lineno, "")) for node in assigned]
    return tuple(one for one in found if one is not None)


def _parameter(node: ast.Assign, comment: str) -> Parameter | None:
    target, value = node.targets[0], node.value
    if not (isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, Value)):
        return None
    label, _, choices = comment.partition(":")
    kind = type(value.value)
    picked = tuple(kind(choice.strip()) for choice in choices.split(",") if choice.strip())
    return Parameter(target.id, label.strip() or target.id, value.value, picked)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def filled(notebook: Notebook, values: dict[str, Value]) -> nbformat.NotebookNode:
    """The notebook with the parameters' cell followed by the asked values, ready to run."""
    node = nbformat.read(notebook.path, as_version=4)
    said = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    asked = nbformat.v4.new_code_cell(said, metadata={"tags": ["injected"]})
    place = next((n for n, cell in enumerate(node.cells) if "parameters" in cell.metadata.get("tags", [])), -1)
    node.cells.insert(place + 1, asked)
    node.cells.insert(0, nbformat.v4.new_code_cell("from lib import analysis\nanalysis.show_in_app()"))
    return node
