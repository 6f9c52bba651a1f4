"""Build the site of the documents into `site/`: one in each language, with a search of its own.

Where each page stands is said in site_pages.py, what the contents are in site_contents.py, how it looks in
zensical.toml and site_theme/. The generator has no notion of two languages, so it is run once for each.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit
from site_contents import contents
from site_pages import TREES, Documents, place
from site_search import in_portuguese

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "zensical.toml"
THEME = Path(__file__).parent / "site_theme"
NAMES = {"en": ("en", "English"), "pt": ("pt-BR", "Português")}
"""How the generator calls a language, and how it calls itself."""
OF_A_HOST = ("404.html", "sitemap.xml")
"""What the generator makes for a site that has an address and stands at its root."""
COLOUR = re.compile(r"\x1b\[[\d;]*m")
ABOUT = {
    "en": "Work with Hotmart from Python: an SDK, a proved local copy, a command line, a simulator.",
    "pt": "Trabalhe com a Hotmart em Python: SDK, cópia local provada, linha de comando, simulador.",
}


def build(root: Path, out: Path) -> None:
    """Write the site of the documents under `root` into `out`, which is replaced when all of it is made.

    Ends the process with a sentence where a link leads nowhere or the generator complains.
    """
    documents = Documents(root)
    with TemporaryDirectory() as folder:
        made = {language: generated(documents, language, Path(folder, language)) for language in TREES}
        shutil.rmtree(out, ignore_errors=True)
        for language, tree in TREES.items():
            shutil.copytree(made[language], out / tree)


def generated(documents: Documents, language: str, project: Path) -> Path:
    """The site in one language, made in a folder of its own."""
    stage(documents, language, project / "docs")
    shutil.copytree(THEME, project / "theme")
    file = project / CONFIG.name
    file.write_text(tomlkit.dumps(configured(documents, language)), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(COLOUR.sub("", done.stdout + done.stderr.partition("Traceback")[0]))
    if language == "pt":
        in_portuguese(project / "site")
    for name in OF_A_HOST:
        (project / "site" / name).unlink()
    return project / "site"


def stage(documents: Documents, language: str, folder: Path) -> None:
    """Write the pages of a language for the generator; beside the English ones, what any page links to."""
    for page in documents.of(language):
        written(folder / page.place).write_text(documents.text(page), encoding="utf-8")
    if TREES[language]:
        return
    for page in documents.pages.values():
        for source in documents.files(page):
            shutil.copyfile(documents.root / source, written(folder / place(source)))


def written(path: Path) -> Path:
    """The path, in a folder that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def configured(documents: Documents, language: str) -> dict[str, Any]:
    """What the generator is told: zensical.toml, and what differs between the languages."""
    config: dict[str, Any] = tomlkit.parse(CONFIG.read_text(encoding="utf-8")).unwrap()
    project = config["project"]
    ((code, name),) = [name for one, name in NAMES.items() if one != language]
    project["nav"] = contents(documents, language)
    project["site_description"] = ABOUT[language]
    project["theme"] |= {"language": NAMES[language][0], "custom_dir": "theme"}
    project["extra"] |= {
        "alternate": True,
        "other": {"name": name, "lang": code},
    }  # the theme writes the link
    return config


if __name__ == "__main__":
    build(ROOT, ROOT / "site")
