"""What import-linter cannot see: who looks words up by characters, how long a module may be, one name one value."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import factx

PACKAGE = Path(factx.__file__).parent
MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
PAGES = sorted((Path(__file__).parent.parent / "factx").rglob("README.md"))  # not installed
LONGEST = 400  # lines
LONGEST_FUNCTION = 60  # lines, with its docstring


@pytest.mark.parametrize("name", MODULES)
def test_no_module_looks_up_words_by_their_characters(name):
    calls = (node.attr for node in ast.walk(parsed(name)) if isinstance(node, ast.Attribute))
    assert "char_span" not in calls, "tokens travel between stages; Text knows the words of a record's span"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_read_at_one_sitting(name):
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", MODULES)
def test_a_function_can_be_read_at_a_glance(name):
    functions = [node for node in ast.walk(parsed(name)) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION] == []


def test_a_constant_means_the_same_in_every_module():
    two = {name: ", ".join(sorted(where)) for name, where in constants().items() if len(set(where.values())) > 1}
    assert not two, "one name with two values"


def test_every_constant_is_used():
    used = {name for module in MODULES for name in read_names(parsed(module))}
    told = {word for page in PAGES for word in re.findall(r"\w+", page.read_text(encoding="utf-8"))}
    assert constants().keys() - used - told == set(), "nothing reads these any more, and no page tells users of them"


def read_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.id if isinstance(node, ast.Name) else node.attr


def parsed(name):
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def assigned(module):
    """The public constants of a module, each with its value as written."""
    for node in parsed(module).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and target.id.isupper() and getattr(node, "value", None) is not None:
                yield target.id, ast.dump(node.value)


def constants():
    """Each constant with the modules that give it a value, and the value."""
    found = defaultdict(dict)
    for module in MODULES:
        for name, value in assigned(module):
            found[name][module] = value
    return found
