"""Break the code in many places, one at a time, and tell which breakages no test noticed.

It breaks a few places of every package, always the same ones, in a copy of the checkout: the work tree is
only read. `--json FILE` keeps what came of it, and `--again FILE` breaks exactly those places again,
wherever their functions have been moved to since.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TOP = "hotmart"

# Breakages that change nothing one could see: function, statement and the text after → why.
EXCUSED: dict[tuple[str, str, str], str] = {
    ("", "LATER = 45", "46"): "how long the demo lets its invented account live, and what it says of that",
    ("_courses", "course = maker.product(theme.course, 'ONLINE_COURSE', 15, age=120)", "16"): (
        "how many days of warranty an invented product has"
    ),
    (
        "_offset",
        "offset = msgspec.json.decode(base64.b64decode(token, validate=True), type=dict[str, int])",
        "False",
    ): "a token with anything else in it is not what we would write, which is looked at next",
    (
        "delete",
        "issue = coupons.get(int(identity)) if identity.isdecimal() and len(identity) < 19 else None",
        "20",
    ): "no coupon has a number of so many digits: it is not found either way",
}
# Where the promises of a package are held, besides in the tests that bear its name.
HELD_IN = {
    "accounts": ("tests/cli", "tests/config"),
    "answers": ("tests/test_client.py", "tests/conformance"),
    "api": ("tests/test_model.py", "tests/declaring", "tests/conformance"),
    "declaring": ("tests/api", "tests/test_client.py", "tests/conformance"),
    "forgetting": ("tests/privacy", "tests/cli/test_privacy.py", "tests/every_stream/test_forget.py"),
    "metrics": ("tests/accounts/test_account.py",),
    "openapi": ("tests/cli/test_openapi.py",),
    "privacy": ("tests/forgetting", "tests/accounts", "tests/cli/test_privacy.py"),
    "sources": ("tests/cli/test_source.py",),
    "streams": ("tests/every_stream", "tests/sync"),
    "sync": ("tests/streams", "tests/every_stream"),
    "tables": ("tests/answers", "tests/warehouse", "tests/every_stream"),
    "transport": ("tests/test_client.py",),
}
NOT_COPIED = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".schemathesis", "hotmart-demo")
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0")
LOADED_FROM = """\
import hotmart, subprocess, sys
print(hotmart.__file__, flush=True)
subprocess.run([sys.executable, "-c", "import hotmart; print(hotmart.__file__)"], check=True)
"""

Operators = dict[type[ast.cmpop], type[ast.cmpop]]
MOVED: Operators = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
FLIPPED: Operators = {ast.Eq: ast.NotEq, ast.Is: ast.IsNot, ast.In: ast.NotIn}
FLIPPED |= {ast.Lt: ast.GtE, ast.Gt: ast.LtE}
FLIPPED |= {after: before for before, after in FLIPPED.items()}
NO_CODE = {"__repr__", "overload", "abstractmethod"}  # names of functions, and of what decorates them
SAYS = {"Text", "say", "log", "logging", "warnings"}  # calls of these, and of their methods, only talk


@dataclass(frozen=True)
class Place:
    """One place where the code can be broken, and how."""

    package: str
    file: str  # from the root of the checkout
    line: int
    column: int  # in bytes, like all columns of ast
    end_line: int
    end_column: int
    function: str
    statement: str
    kind: str
    before: str
    after: str
    nth: int = 0  # of several in one file that are alike in all that follows the columns

    @property
    def key(self) -> tuple[str, ...]:
        """What stays when the file is moved."""
        return self.function, self.statement, self.kind, self.before, self.after, str(self.nth)

    @property
    def mark(self) -> str:
        """As good as a number drawn by lot, but always the same."""
        return sha256(repr(self.key).encode()).hexdigest()

    def __str__(self) -> str:
        where = f"{self.package}  {self.file}:{self.line}  {self.function or 'of the module'}"
        return f"{where}  [{self.kind}] {_short(self.before)}  →  {_short(self.after)}"


def places_of(root: Path) -> list[Place]:
    """Every place of the checkout that could be broken and is not excused."""
    source, found = root / "src" / TOP, list[Place]()
    for file in sorted(source.rglob("*.py")):
        package, *inside = file.relative_to(source).parts
        text, name = file.read_text("utf-8"), file.relative_to(root).as_posix()
        found += places_in(text, package if inside else TOP, name)
    return [one for one in found if (one.function, one.statement, one.after) not in EXCUSED]


def places_in(source: str, package: str = TOP, file: str = "") -> Iterator[Place]:
    """Every place of a module; none when it has no functions, for it is data and tests would repeat it."""
    tree, seen = ast.parse(source), Counter[tuple[str, ...]]()
    if not any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree)):
        return
    for function, statement in _statements(tree.body, ""):
        for kind, old, new in _breakages(statement):
            try:
                head, before, after = _head(statement), ast.unparse(old), ast.unparse(new)
            except ValueError:  # ast cannot spell every f-string
                continue
            after = after if isinstance(new, ast.Pass | ast.Constant) else f"({after})"
            span = (old.lineno, old.col_offset, old.end_lineno or 0, old.end_col_offset or 0)
            place = Place(package, file, *span, function, head, kind, before, after)
            yield replace(place, nth=seen[place.key])
            seen[place.key] += 1


def _statements(body: Iterable[ast.stmt], function: str) -> Iterator[tuple[str, ast.stmt]]:
    """The statements that do something, with the function they stand in; outside of any, the constants."""
    for one in body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            named = {one.name, *(ast.unparse(each).split(".")[-1] for each in one.decorator_list)}
            if not named & NO_CODE:
                yield from _statements(one.body, function if isinstance(one, ast.ClassDef) else one.name)
        elif function:
            yield function, one
            for inner in _bodies(one):
                yield from _statements(inner, function)
        elif isinstance(one, ast.Assign | ast.AnnAssign) and isinstance(one.value, ast.Constant | ast.BinOp):
            yield "", one


def _bodies(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
        return
    for holder in (statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        for field in ("body", "orelse", "finalbody"):
            yield getattr(holder, field, [])


def _head(statement: ast.stmt) -> str:
    """The text of a statement, without those inside it and however its lines are broken."""
    head = copy.copy(statement)
    for field in {"body", "orelse", "finalbody", "handlers", "cases"} & {*head._fields}:
        setattr(head, field, [])
    return ast.unparse(head)


def _breakages(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt | ast.expr, ast.AST]]:
    """The ways to break one statement: the kind, what is replaced and by what."""
    if _may_be_dropped(statement):
        yield "dropped", statement, ast.Pass()
    if isinstance(statement, ast.Return) and not isinstance(statement.value, ast.Constant | None):
        yield "returns None", statement.value, ast.Constant(None)
    for part in _parts(statement):
        for kind, broken_part in _broken(part):
            yield kind, part, broken_part


def _may_be_dropped(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Call() | ast.Await() as value):
            return not _only_talks(value)
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
    gone = isinstance(statement, ast.AugAssign | ast.Raise | ast.Delete | ast.Continue)
    return gone and "NotImplementedError" not in ast.unparse(statement)


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a statement that decide something: no words, and nothing that is for checkers."""
    for child in ast.iter_child_nodes(node) if not isinstance(node, ast.Raise) else ():
        skipped = isinstance(child, ast.stmt | ast.ExceptHandler | ast.JoinedStr | ast.arguments)
        if skipped or child is getattr(node, "annotation", None) or _only_talks(child):
            continue
        if isinstance(child, ast.expr):
            yield child
        yield from _parts(child)


def _only_talks(node: ast.AST) -> bool:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and node.id in SAYS


def _broken(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Compare(left, ops, others):
            for index, op in enumerate(ops):
                for kind, table in (("flipped", FLIPPED), ("boundary", MOVED)):
                    if other := table.get(type(op)):
                        yield kind, ast.Compare(left, [*ops[:index], other(), *ops[index + 1 :]], others)
        case ast.BoolOp(op, values):
            yield "and/or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield "not dropped", operand
        case ast.Constant(bool() as value):
            yield "True/False", ast.Constant(not value)
        case ast.Constant(int() as value):
            yield "off by one", ast.Constant(value + 1)


def chosen(places: Iterable[Place], number: int) -> list[Place]:
    """A few of each package: of as many kinds as there are, in as many functions, whatever the files are."""
    turns: Counter[tuple[str, str]] = Counter()
    drawn: list[tuple[int, str, Place]] = []
    for place in sorted(places, key=lambda one: one.mark):
        # Hashed again, or else the kinds with the most places would always come first.
        again = sha256(place.mark.encode()).hexdigest()
        drawn.append((turns[place.package, place.kind], again, place))
        turns[place.package, place.kind] += 1
    taken: dict[str, dict[str, Place]] = defaultdict(dict)
    for _, _, place in sorted(drawn, key=lambda one: one[:2]):
        taken[place.package].setdefault(place.function, place)
    return [one for ones in taken.values() for one in [*ones.values()][:number]]


def broken(source: bytes, place: Place) -> bytes:
    """The text of a file with one place broken."""
    lines = source.splitlines(keepends=True)
    start = sum(map(len, lines[: place.line - 1])) + place.column
    end = sum(map(len, lines[: place.end_line - 1])) + place.end_column
    return source[:start] + place.after.encode() + source[end:]


def tests_of(root: Path, package: str) -> list[str]:
    """The files and folders that test a package; the fast tests of everything when it has none."""
    own = [f"tests/{package}"]
    if package == TOP:
        own = sorted(one.relative_to(root).as_posix() for one in (root / "tests").glob("test_*.py"))
    return [one for one in (*own, *HELD_IN.get(package, ())) if (root / one).exists()] or ["tests"]


def mirrors_of(root: Path, place: Place) -> list[str]:
    """The test files that bear the name of the module in which a place is."""
    file = Path(place.file)
    name = (file.parent if file.stem == "__init__" else file).stem.strip("_")
    files = set[Path]()
    for one in tests_of(root, place.package):
        files |= {root / one} if one.endswith(".py") else {*(root / one).rglob("test_*.py")}
    alike = (each for each in files if f"{each.stem}_".startswith(f"test_{name}_"))
    return sorted(each.relative_to(root).as_posix() for each in alike)


class Bench:
    """A copy of the checkout, in which things are broken and tested."""

    def __init__(self, root: Path, folder: Path, options: argparse.Namespace) -> None:
        self.root, self._folder = folder / "checkout", folder
        self.patience, self._age = options.timeout, 0
        self._more, self._slow = [f"--basetemp={folder / 'tmp'}"], options.slow
        if options.workers > 1:
            self._more += ["-n", str(options.workers), "--dist", "loadscope"]
        self._environment = {name: one for name, one in os.environ.items() if not name.startswith("PYTEST_")}
        self._environment["PYTHONPATH"] = str(self.root / "src")  # goes before the editable install
        shutil.copytree(root, self.root, ignore=shutil.ignore_patterns(*NOT_COPIED))
        command = [sys.executable, "-c", LOADED_FROM]
        told = subprocess.check_output(command, env=self._environment, cwd=self._folder, text=True)  # noqa: S603
        if any(not Path(one).is_relative_to(self.root / "src") for one in told.splitlines()):
            raise SystemExit(f"Python does not load the copy in {self.root}, but:\n{told}")

    def run(self, tests: Sequence[str], patience: float | None, *, slow: bool = False) -> tuple[str, str]:
        """What tests notice: nothing when all pass, else `noticed` or `hung`; and what they say."""
        which = () if slow or self._slow else ("-m", "not slow")
        command, log = [sys.executable, *PYTEST, *self._more, *which, *tests], self._folder / "log"
        with log.open("w") as out:
            process = subprocess.Popen(  # noqa: S603
                command, cwd=self.root, env=self._environment, stdout=out, stderr=out, start_new_session=True
            )
            try:
                # 5: no tests were left to run.
                noticed = "" if process.wait(patience) in {0, 5} else "noticed"
            except subprocess.TimeoutExpired:
                noticed = "hung"
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        return noticed, log.read_text("utf-8", errors="replace")

    def verdict(self, place: Place) -> tuple[str, str]:
        """Break one place, and say which test notices, if any.

        Those that mirror its module go first, the slow ones too.
        """
        file = self.root / place.file
        whole, when = file.read_bytes(), file.stat().st_mtime
        self._age += 1
        try:
            file.write_bytes(broken(whole, place))
            os.utime(file, (self._age, self._age))  # as no other, or Python might take the .pyc of another
            mirrors, all_tests = mirrors_of(self.root, place), tests_of(self.root, place.package)
            for tests in (mirrors, all_tests):
                noticed, said = self.run(tests, self.patience, slow=tests is mirrors) if tests else ("", "")
                if noticed:
                    return noticed, (re.findall(r"(?m)^(?:FAILED|ERROR) (tests/\S+)", said) or [""])[0]
        finally:
            file.write_bytes(whole)
            os.utime(file, (when, when))
        return "NOT NOTICED", ""


def wanted(options: argparse.Namespace, root: Path) -> tuple[list[Place], list[Place]]:
    """The places to break, and those of an earlier time that are no longer there, or are excused now."""
    there: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in places_of(root):
        there[place.key].append(place)
    if options.again:
        earlier = json.loads(options.again.read_text("utf-8"))["breakages"]
        asked = [Place(**{name: one[name] for name in Place.__dataclass_fields__}) for one in earlier]
        lost = [one for one in asked if one.key not in there]
        found = [place for one in asked for place in there.get(one.key, ())]
    else:  # not those that have a twin elsewhere, which could not be told apart after a move
        lost, found = [], chosen((ones[0] for ones in there.values() if len(ones) == 1), options.per_package)
    found.sort(key=lambda one: one.package)
    return [one for one in found if one.package in (options.package or [one.package])], lost


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Do what the command line asks; 1 when a breakage was not noticed."""
    options = _options(arguments)
    places, lost = wanted(options, root)
    for place in lost:
        _tell(f"no longer there, or excused: {place}")
    if options.list:
        _tell("\n".join(map(str, places)))
        return 0
    with tempfile.TemporaryDirectory(prefix="breakages-") as folder:
        bench = Bench(root, Path(folder), options)
        for package in [] if options.trust else sorted({place.package for place in places}):
            _check_whole(bench, package)
        results = [_tried(bench, place) for place in places]
    if options.json:
        told = {"breakages": results, "lost": [asdict(place) for place in lost]}
        options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False), "utf-8")
    return _summary(results)


def _check_whole(bench: Bench, package: str) -> None:
    start = time.monotonic()
    noticed, said = bench.run(tests_of(bench.root, package), None)
    if noticed:
        raise SystemExit(f"{said[-3000:]}\nThe tests of {package} do not pass, with nothing broken.")
    seconds = time.monotonic() - start
    bench.patience = max(bench.patience, 3 * seconds)
    _tell(f"{'whole':<12} {seconds:6.1f} s  {package}")


def _tried(bench: Bench, place: Place) -> dict[str, Any]:
    start = time.monotonic()
    verdict, by = bench.verdict(place)
    seconds = round(time.monotonic() - start, 1)
    _tell(f"{verdict:<12} {seconds:6.1f} s  {place}{f'  by {by}' if by else ''}")
    return asdict(place) | {"verdict": verdict, "by": by, "seconds": seconds}


def _summary(results: list[dict[str, Any]]) -> int:
    missed = [one for one in results if one["verdict"] == "NOT NOTICED"]
    all_in, missed_in = (Counter(one["package"] for one in each) for each in (results, missed))
    _tell(f"\n{'package':<12} broken  not noticed")
    for package in (*all_in, "all"):
        count = all_in[package] or len(results), missed_in[package] if package in all_in else len(missed)
        _tell(f"{package:<12} {count[0]:6}  {count[1]:11}")
    for one in missed:
        _tell(f"\nNobody noticed, in {one['function']} of {one['file']}:{one['line']}:\n  {one['statement']}")
        _tell(f"  [{one['kind']}] {one['before']}  →  {one['after']}")
    return 1 if missed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--per-package", type=int, default=4, metavar="N", help="how many to break in each")
    parser.add_argument(
        "--package", action="append", metavar="NAME", help="only in this one; may be repeated"
    )
    parser.add_argument("--list", action="store_true", help="only tell the places")
    parser.add_argument("--again", type=Path, metavar="FILE", help="exactly those of an earlier --json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what came of it")
    parser.add_argument("--trust", action="store_true", help="do not run the tests before anything is broken")
    parser.add_argument("--slow", action="store_true", help="run all slow tests as well")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that run the tests")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS", help="at least this long")
    return parser.parse_args(arguments)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
