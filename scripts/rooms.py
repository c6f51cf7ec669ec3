"""Reports what outgrows its room: functions past 40 lines and files past 300 in src.

A report, not a verdict: splitting a file to please a number is worse than the number. A file that stays past it says
why in its first docstring.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src"
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40


def long_functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function past the number, with its length in lines, decorators not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LINES_OF_A_FUNCTION:
                yield node, lines


def findings(src: Path) -> Iterator[str]:
    """One sentence for each file and function that is past its number."""
    for path in sorted(src.rglob("*.py")):
        name = path.relative_to(src.parent)
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > LINES_OF_A_FILE:
            yield f"{name}: {lines} lines"
        for function, length in long_functions(ast.parse(text)):
            yield f"{name}:{function.lineno}: {function.name}() has {length} lines"


def main() -> None:
    """Print the report."""
    found = list(findings(SRC))
    for line in found:
        print(line)
    print(f"{len(found)} past {LINES_OF_A_FILE} lines a file or {LINES_OF_A_FUNCTION} a function.")


if __name__ == "__main__":
    main()
