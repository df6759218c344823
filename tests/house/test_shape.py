"""The shape of the house: doors, tables, sizes, names, errors. The floors are import-linter's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from lianxin.pages.public import deeds

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "lianxin"
ROOMS = (
    "journal",
    "pages",
    "search",
    "accounts",
    "territory",
    "org",
    "deadlines",
    "notices",
    "media",
    "tokens",
    "matters",
    "api",
    "exchange",
    "webhooks",
    "letters",
    "open311",
    "commons",
    "mediation",
)
FLOORS = {
    "kernel": 1,
    "journal": 2,
    "pages": 3,
    "api": 3,
    "search": 3,
    "accounts": 4,
    "territory": 4,
    "org": 5,
    "deadlines": 6,
    "media": 6,
    "notices": 6,
    "tokens": 6,
    "matters": 7,
    "exchange": 8,
    "webhooks": 8,
    "letters": 8,
    "open311": 8,
    "commons": 8,
    "mediation": 8,
    "shell": 11,
}
REFUSED = {"utils", "helpers", "common", "misc", "base", "managers", "services"}
LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS, WIDEST_DOOR = 400, 40, 5, 30


def modules() -> list[Path]:
    return [path for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in modules():
        yield path, ast.parse(path.read_text())


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0]


def imports_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("lianxin."):
            for name in node.names:
                yield f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("lianxin."))


def test_a_room_is_entered_only_by_its_front_door() -> None:
    broken = []
    for path, tree in trees():
        for name in imports_of(tree):
            parts = name.split(".")
            room, inner = parts[1], parts[2] if len(parts) > 2 else ""
            if room in ROOMS and room != room_of(path) and inner != "public":
                broken.append(f"{path.relative_to(SRC)} reaches into {name}")
    assert not broken, "\n".join(broken)


def test_a_foreign_key_points_down_and_leaves_no_way_back() -> None:
    broken = []
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.fields:
            if not isinstance(field, models.ForeignKey) or room not in FLOORS:
                continue
            target = field.related_model._meta.app_label
            if target != room and FLOORS.get(target, 0) >= FLOORS[room]:
                broken.append(f"{model.__name__}.{field.name} points up to {target}")
            if field.remote_field.related_name != "+":
                broken.append(f"{model.__name__}.{field.name} leaves an accessor on {target}")
    assert not broken, "\n".join(broken)


def test_every_heavy_table_can_be_split_by_county() -> None:
    """It has an id made by us, and every rule of uniqueness begins with the county."""
    for model in apps.get_models():
        if not any(field.name == "county" for field in model._meta.fields):
            continue
        for rule in model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint):
                assert rule.fields[0] == "county", f"{model.__name__}: {rule.name}"
        key = model._meta.pk
        assert isinstance(key, models.UUIDField) or key.name == "county", model.__name__
        others = [f.name for f in model._meta.fields if f.unique and not f.primary_key]
        assert not others, f"{model.__name__}: {others} are unique without the county"


def test_files_stay_small_enough_to_find_ones_room() -> None:
    long = {str(path.relative_to(SRC)): len(path.read_text().splitlines()) for path in modules()}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FILE}


def test_tests_and_tools_stay_within_the_same_wall() -> None:
    files = [path for folder in ("tests", "tools") for path in sorted((ROOT / folder).rglob("*.py"))]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert not {name: lines for name, lines in long.items() if lines > LONGEST_FILE}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(SRC)}:{node.lineno} {node.name}", node


def test_functions_stay_on_one_screen() -> None:
    long = [name for name, node in functions() if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert not long, "\n".join(long)


def test_functions_ask_for_little() -> None:
    greedy = []
    for name, node in functions():
        asked = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        counted = [arg for arg in asked if arg not in {"self", "cls", "by", "now", "progress", "request"}]
        if len(counted) > MOST_ARGUMENTS:
            greedy.append(f"{name}: {counted}")
    assert not greedy, "\n".join(greedy)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [path for path in modules() if path.stem in REFUSED]


@pytest.mark.parametrize("room", ROOMS)
def test_the_front_door_lists_what_it_lets_through(room: str) -> None:
    source = (SRC / room / "public.py").read_text()
    listed = re.search(r"__all__ = \[(.*?)\]", source, re.S)
    assert listed is not None
    names = re.findall(r'"(\w+)"', listed.group(1))
    tree = ast.parse(source)
    brought = {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert set(names) == brought, "re-exports and __all__ differ"
    assert len(names) <= WIDEST_DOOR


def test_only_matters_moves_a_matter() -> None:
    """Nobody writes `.state =` but the places that settle a verb, one a room, and the verbs that climb."""
    writers = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr == "state":
                    writers.add(str(path.relative_to(SRC)))
    assert writers <= {
        "matters/actions/speak.py",
        "matters/actions/desk_verbs.py",
        "mediation/actions/speaking.py",
    }


def test_a_contact_is_sealed_and_opened_in_one_module() -> None:
    """Its columns are named where they are declared, and else there alone: with the row they are bound to."""
    at_home = {"matters/contacts.py", "matters/models.py", "matters/personal.py"}
    told = re.compile(r"sealed_(name|phone|mail)\b|[\"']contact:")
    elsewhere = {str(path.relative_to(SRC)) for path in modules() if told.search(path.read_text())} - at_home
    assert not {path for path in elsewhere if "/migrations/" not in path}


def test_rules_do_not_hide_in_save_or_signals() -> None:
    for path, tree in trees():
        source = path.read_text()
        assert "django.db.models.signals" not in source, path
        if path.name == "models.py":
            names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
            assert "save" not in names, path


def test_settings_stay_few() -> None:
    source = (SRC / "shell" / "settings.py").read_text()
    assert len(source.splitlines()) <= 250
    assert len(re.findall(r"env\.\w+\(", source)) <= 30
    reads = [path for path in modules() if "os.environ" in path.read_text() and room_of(path) != "shell"]
    assert not reads, reads


def test_no_registry_and_no_machine_stands_in_the_project() -> None:
    root = SRC.parents[1]
    files = [*modules(), *root.glob("requirements/*"), *root.glob("*.toml"), *root.glob("*.md")]
    for path in files:
        told = path.read_text()
        assert "pypi.org/simple" not in told, path
        assert "/root/" not in told, path
        assert "registry.npmjs" not in told, path


# A fact, or a room's own short way to one: _told("org.…"), _journal(batch, "exchange.…").
FACT = re.compile(r'(?:Fact|\b_[a-z_]+)\((?:[^()"]|\([^()]*\))*"([a-z0-9]+\.[a-z_]+)"')
OF_ACCOUNTS = re.compile(r'\b(?:tell|arrived)\([^()]*?"([a-z_]+)"')  # these put the room's name before it


def test_whatever_goes_into_the_journal_has_a_word_for_who_reads_it() -> None:
    """What is written by a name put together (a verb, a model) is counted by the room's own stories."""
    written = {
        action for path in modules() if "bench" not in path.parts for action in FACT.findall(path.read_text())
    }
    written |= {
        f"accounts.{verb}"
        for path in modules()
        if room_of(path) == "accounts"
        for verb in OF_ACCOUNTS.findall(path.read_text())
    }
    written = {action for action in written if action.partition(".")[0] in FLOORS}
    known = {action for room in deeds.rooms().values() for action in room.words}

    assert len(written) > 60
    assert written - known == set()


def test_what_a_code_of_the_journal_stands_for_is_lent_by_one_room() -> None:
    """A second one under its name answers for both: the auditor read “yes” where 是 should stand."""
    lent: dict[str, deeds.Namer] = {"yes_no": deeds.among(deeds.YES_NO)}
    rooms = deeds.rooms()
    for name, room in rooms.items():
        for thing, namer in room.things.items():
            assert lent.setdefault(thing, namer) is namer, f"{name} lends {thing} once more"
    meant = {thing for room in rooms.values() for thing in room.means.values()}
    assert meant <= lent.keys(), meant - lent.keys()


def named_in(tree: ast.Module) -> set[str]:
    """What another module may take from this one."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def test_what_a_test_takes_from_another_is_there() -> None:
    """Whoever moved it ran their own files; those that could no longer be read were others'."""
    tests = Path(__file__).resolve().parents[1]
    trees = {path: ast.parse(path.read_text()) for path in sorted(tests.rglob("*.py"))}
    names = {path: named_in(tree) for path, tree in trees.items()}
    gone = []
    for path, tree in trees.items():
        for node in ast.walk(tree):
            source = tests / f"{(getattr(node, 'module', '') or '-').replace('.', '/')}.py"
            if isinstance(node, ast.ImportFrom) and not node.level and source in trees:
                lacking = {alias.name for alias in node.names} - names[source]
                gone += [f"{path.relative_to(tests)} takes {name} from {node.module}" for name in lacking]
    assert not gone, "\n".join(gone)


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    """A word that was added to a list is part of a check in the database too."""
    try:
        call_command("makemigrations", "--check", "--dry-run")
    except SystemExit:
        pytest.fail(capsys.readouterr().out)
