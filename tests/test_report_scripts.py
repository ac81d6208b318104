"""The scripts of the report page: each uses what those before it define, so the list is the order to read them in."""

import re
from importlib import resources

import pytest

from factx.report.engine import SCRIPTS

PAGE = resources.files("factx.report").joinpath("page")
CODE = {name: PAGE.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS}
DEFINED = {
    name: set(
        re.findall(r"^(?:async )?function (\w+)|^(?:const|let|class) ([A-Z]\w+|state|selection|wanted)\b", code, re.M)
    )
    for name, code in CODE.items()
}


def names(script):
    return {name for pair in DEFINED[script] for name in pair if name}


def test_every_script_of_the_folder_is_in_the_list():
    assert {path.name for path in PAGE.iterdir() if path.name.endswith(".js")} == set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_calls_nothing_that_a_later_one_defines(script):
    later = {name for other in SCRIPTS[SCRIPTS.index(script) + 1 :] for name in names(other)}
    calls = set(re.findall(r"(?<![.\w])(\w+)\(|(?<![.\w])([A-Z_]{2,}|state|selection|wanted)\b", CODE[script]))
    used = {name for pair in calls for name in pair if name}
    given = re.findall(r"function \w+\(([^)]*)\)", CODE[script])
    own = {*re.findall(r"(?:const|let|function)\s+(\w+)", CODE[script]), *re.findall(r"\w+", " ".join(given))}
    assert used & (later - own) == set()


def test_no_two_scripts_define_one_name():
    """The page holds them in one script, where the later would silently stand for the earlier."""
    defined = [
        name
        for script in SCRIPTS
        for name in re.findall(r"^(?:async )?(?:function|const|let|class) +(\w+)", CODE[script], re.MULTILINE)
    ]
    assert sorted(defined) == sorted(set(defined))
