"""The documents are true: links lead somewhere, generated pages are fresh, no word is missing."""

import ast
import csv
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps

from lianxin.kernel.glossary import PLAIN, TERMS
from lianxin.matters import lifecycle as matters
from lianxin.mediation import lifecycle as mediation
from lianxin.org.models import DutyKind

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from documents import glossary, settings

SRC = ROOT / "src" / "lianxin"
ROOMS = {path.name for path in SRC.iterdir() if path.is_dir()}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ ", re.M)
# A word that says which (PastRequest, ServiceTime) is welcome; the bare one says nothing.
REFUSED_WORDS = {
    "Event",
    "Case",
    "Signal",
    "Request",
    "Response",
    "Session",
    "Info",
    "Data",
    "Util",
    "Helper",
}
KINDS = {
    "matters": (matters.State, matters.Verb, matters.Relation),
    "mediation": (mediation.State, mediation.Verb, mediation.Relation),
    "org": (DutyKind,),
}
SAID = {(room, str(one)): str(one.label) for room, kinds in KINDS.items() for kind in kinds for one in kind}
REFUSED_ENDS = ("Service", "Manager", "Info", "Data", "Util", "Utils", "Helper", "Base")
REGISTRIES = re.compile(
    r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|proxy\.golang|npmmirror|pypi\.tuna"
)
MACHINES = re.compile(r"/(?:root|home|Users)/[a-z]|/tmp/work/|/work/(?:main|shared)")
WORDS_ON_DISK = {
    ".md",
    ".py",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".yml",
    ".html",
    ".css",
    ".mjs",
    ".csv",
    ".json",
    "",
}


def committed() -> list[Path]:
    """Every text of the project that git knows; all texts where git is not there."""
    told = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    found = [ROOT / name for name in told] or [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return [path for path in found if path.is_file() and path.suffix in WORDS_ON_DISK]


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lianxin_docs_tool", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_link_leads_somewhere() -> None:
    broken = []
    for path in documents():
        for target in LINK.findall(path.read_text()):
            if re.match(r"https?:|mailto:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists() or (anchor and anchor not in anchors(there)):
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken, "\n".join(broken)


def test_the_readme_fits_on_two_screens_and_both_languages_say_the_same() -> None:
    english, chinese = ((ROOT / name).read_text() for name in ("README.md", "README.zh-CN.md"))

    assert len(english.splitlines()) <= 120
    assert len(HEADING.findall(english)) == len(HEADING.findall(chinese))
    assert english.count("\n|") == chinese.count("\n|"), "the tables differ in rows"
    for words in (english, chinese):
        assert "`./run`" in words
        assert "`./test`" in words
        assert len(re.findall(r"!\[", words)) == 1, "one picture"


def test_pictures_are_light_and_shown() -> None:
    shown = {name for path in documents() for name in LINK.findall(path.read_text())}
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
        assert any(name.endswith(f"pictures/{picture.name}") for name in shown), picture.name


def test_generated_pages_are_fresh(tool: ModuleType) -> None:
    stale = [path.name for path, words in tool.pages().items() if path.read_text() != words]
    assert not stale, f"run ./dev docs: {stale}"


def test_a_stale_page_is_named(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool, "pages", lambda: {ROOT / "docs" / "generated" / "glossary.md": "other words"})
    monkeypatch.setattr(sys, "argv", ["docs.py", "--check"])

    assert tool.main() == 1
    assert "docs/generated/glossary.md" in capsys.readouterr().err


def test_a_setting_without_a_meaning_stops_the_tool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(settings.MEANINGS, "LIANXIN_HTTPS")

    with pytest.raises(SystemExit, match="LIANXIN_HTTPS"):
        settings.settings()


def test_every_command_is_described() -> None:
    told = (ROOT / "docs" / "generated" / "commands.md").read_text()
    for path in (SRC / "shell" / "cli").glob("*.py"):
        if path.stem != "__init__":
            name = {"imports": "import"}.get(path.stem, path.stem)
            assert f"## lianxin {name}" in told, name


def test_every_decision_has_the_same_four_parts() -> None:
    for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        told = path.read_text()
        number = path.name.split("-")[0]
        assert told.startswith(f"# {number} "), path.name
        places = [told.find(f"**{part}") for part in ("Context", "Choice", "What else", "Cost")]
        assert -1 not in places, f"{path.name}: one of Context, Choice, What else, Cost is missing"
        assert places == sorted(places), f"{path.name}: the parts stand in another order"
        assert f"({path.name})" in (path.parent / "README.md").read_text()


def test_guides_stay_short() -> None:
    for path in (ROOT / "docs" / "guide").glob("*.md"):
        assert len(path.read_text().splitlines()) <= 120, path.name


def test_guides_name_buttons_that_are_on_the_screen() -> None:
    """What a guide quotes in 「」 (Chinese) must occur in the interface's own words."""
    parts = "".join(path.read_text() for path in SRC.rglob("*.html"))
    parts += "".join(path.read_text() for path in SRC.rglob("*.py"))
    parts += "".join(path.read_text() for path in SRC.rglob("*.mjs"))
    wrong = []
    for path in (ROOT / "docs" / "guide").glob("*.zh-CN.md"):
        for words in re.findall(r"「([^」]{2,12})」", path.read_text()):
            if words not in parts and not re.search(r"[0-9…]|井盖|李网格员", words):
                wrong.append(f"{path.name}: {words}")
    assert not wrong, "\n".join(wrong)


def test_every_table_state_verb_and_duty_is_in_the_glossary() -> None:
    tables = {model.__name__ for model in apps.get_models() if model.__module__.startswith("lianxin.")}
    assert not tables - {term.code for term in TERMS} - PLAIN
    assert not {code for _room, code in SAID} - {term.code for term in TERMS}
    own = {(room, code) for room, code in SAID if room == "mediation"}  # its words are not those of matters
    assert not own - {(term.room, term.code) for term in TERMS}


def test_a_term_stands_once_in_a_room_that_exists_and_says_why() -> None:
    seen = [(term.room, term.code) for term in TERMS]
    assert len(seen) == len(set(seen))
    for term in TERMS:
        assert term.room in ROOMS, term
        assert term.why, term
        assert re.search(r"[\u4e00-\u9fff]", term.chinese), term


def test_the_glossary_says_what_the_screen_says() -> None:
    for term in TERMS:
        assert term.chinese == SAID.get((term.room, term.code), term.chinese), term


def test_a_term_names_something_that_is_in_the_code() -> None:
    names = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
            elif isinstance(node, ast.Assign):
                names |= {one.id for one in node.targets if isinstance(one, ast.Name)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
    assert not [term.code for term in TERMS if term.code not in names]


def test_what_people_read_has_both_languages() -> None:
    english = glossary.english()
    for kind in (kind for kinds in KINDS.values() for kind in kinds):
        for one in kind:
            assert re.search(r"[\u4e00-\u9fff]", str(one.label)), one
            assert english.get(str(one.label)), f"{one!r} has no English"
    for sheet in ("categories", "unit_kinds"):
        with (SRC / "org" / "data" / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert re.search(r"[\u4e00-\u9fff]", row["name"]), row
                assert row["name_en"].isascii(), row
                assert row["name_en"], row


def test_no_class_bears_a_refused_word() -> None:
    """No bare Event, Case, Signal, Request …, no …Service, …Manager (house.md section 6)."""
    refused = []
    for path in SRC.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ClassDef):
                continue
            if node.name in REFUSED_WORDS or node.name.endswith(REFUSED_ENDS):
                refused.append(f"{path.relative_to(SRC)}: {node.name}")
    assert not refused, "\n".join(refused)


def test_no_registry_and_no_machine_is_named_in_any_text() -> None:
    named = []
    for path in committed():
        if path.parent == Path(__file__).resolve().parent:
            continue  # here the patterns themselves are written
        told = path.read_text(encoding="utf-8", errors="replace")
        named += [
            f"{path.relative_to(ROOT)}: {hit}" for hit in REGISTRIES.findall(told) + MACHINES.findall(told)
        ]
    assert not named, "\n".join(named)
