"""How the page looks, and its one small script. Both stand in the page itself, by their digests."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --ink: #1d2129; --soft: #5b6472; --paper: #f5f6f8; --card: #fff;
  --line: #d4d9e1; --main: #c83c14; --on-main: #fff; --good: #12703c; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff4; --soft: #a7b0be; --paper: #14171c;
  --card: #1e232b; --line: #39414d; --main: #ff7a4d; --on-main: #1a0d08; --good: #5fd396; --bad: #ff8b80; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem;
  padding: .5rem 0 1rem; color: var(--soft); font-size: .9rem; }
a { color: var(--main); }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
ol { padding-left: 1.4rem; margin: .75rem 0 1.25rem; }
li { margin: .35rem 0; }
label { display: block; font-weight: 600; margin: 1rem 0 .3rem; }
label.check { display: flex; gap: .6rem; align-items: center; font-weight: 400; }
input[type=text], input[type=password] { width: 100%; min-height: 2.75rem; padding: .5rem .75rem;
  font: inherit; font-family: ui-monospace, Menlo, Consolas, monospace; color: inherit;
  background: var(--paper); border: 1px solid var(--soft); border-radius: .5rem; }
input[type=checkbox] { width: 1.35rem; height: 1.35rem; flex: none; accent-color: var(--main); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
details { margin: 1rem 0 0; } summary { cursor: pointer; min-height: 2rem; }
button { width: 100%; min-height: 3rem; margin-top: 1.25rem; font: inherit; font-weight: 700;
  color: var(--on-main); background: var(--main); border: 0; border-radius: .5rem; cursor: pointer; }
button:disabled { opacity: .6; cursor: wait; }
.soft { color: var(--soft); font-size: .9rem; }
.bad { border-left: .3rem solid var(--bad); padding: .1rem 0 .1rem .8rem; margin: 0 0 1rem; }
.bad p { margin: .25rem 0; } .bad p:first-child { color: var(--bad); font-weight: 600; }
.parts { list-style: none; padding: 0; }
.parts li { display: grid; grid-template-columns: 1.5rem 1fr; gap: .25rem; }
.yes { color: var(--good); } .no { color: var(--bad); } .open { color: var(--soft); }
.code { font: 700 2rem/1.3 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .12em;
  text-align: center; padding: 1rem 0; user-select: all; }
kbd { font: .95em ui-monospace, Menlo, Consolas, monospace; background: var(--paper);
  border: 1px solid var(--line); border-radius: .3rem; padding: .1rem .35rem; }
"""

# The link's token is taken out of the address before anything else, so that no history keeps it. The form is
# sent by the script: a browser that sends a form itself, under our policy on referrers, names no origin.
SCRIPT = """
(() => {
  const show = (what) => document.querySelectorAll("[data-when]").forEach((one) => {
    one.hidden = one.dataset.when !== what;
  });
  const send = (path, type, body) => fetch(path, {
    method: "POST", body, headers: { "Content-Type": type }, credentials: "same-origin", cache: "no-store",
  });
  const here = location.pathname + location.search;
  if (document.body.dataset.page === "door") {
    const link = location.hash.slice(1);
    history.replaceState(null, "", here);
    if (!link) { show("nothing"); return; }
    send("/enter", "text/plain", link).then(async (answer) => {
      if (answer.ok) { location.replace((await answer.text()) + location.search); } else { show("used"); }
    }, () => show("gone"));
    return;
  }
  const form = document.querySelector("form");
  if (!form) { return; }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form)).toString();
    form.querySelectorAll("input").forEach((one) => { if (one.type !== "checkbox") { one.value = ""; } });
    form.querySelectorAll("button").forEach((one) => { one.disabled = true; });
    show("trying");
    send(here, "application/x-www-form-urlencoded", body)
      .then(() => location.replace(here), () => show("gone"));
  });
})();
"""


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE_HASH, SCRIPT_HASH = _digest(STYLE), _digest(SCRIPT)
