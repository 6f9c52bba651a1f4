// The little that pages cannot do without a script: everything else is a link or a form.
"use strict";

// A choice that is a form of its own is sent as soon as it is made.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) { event.target.form.requestSubmit(); }
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  if (event.target.method === "post") { event.target.dataset.sent = "yes"; }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((one) => { delete one.dataset.sent; });
});

// What is under way tells how far it is: each event takes the place of what stands there. A browser has six
// connections for all tabs together: one serves all jobs of a page, and none is held while nobody looks.
let events = null;
const follow = () => {
  const live = new Map([...document.querySelectorAll("[data-live]")].map((place) => [place.dataset.live, place]));
  if (document.hidden) { events?.close(); events = null; return; }
  if (events || !live.size) { return; }
  const where = new URL(live.values().next().value.dataset.liveAt, location.href);
  where.searchParams.set("id", [...live.keys()].join(","));
  events = new EventSource(where);
  events.addEventListener("shown", (event) => { live.get(event.lastEventId).innerHTML = event.data; });
  events.addEventListener("ended", () => { events.close(); location.reload(); });
};
document.addEventListener("visibilitychange", follow);
document.addEventListener("htmx:after:swap", follow); // a page whose figures were still being measured
follow();

// A field that leaves those of a list whose names hold what is typed; Enter chooses the first of them.
document.querySelectorAll("[data-filters]").forEach((field) => {
  const list = document.getElementById(field.dataset.filters);
  const said = document.getElementById(`${field.id}-said`);
  const items = [...list.querySelectorAll("[data-name]")];
  const tell = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    items.forEach((one) => { one.hidden = !words.every((word) => one.textContent.toLowerCase().includes(word)); });
    said.textContent = field.dataset.said
      .replace("{shown}", items.filter((one) => !one.hidden).length)
      .replace("{ticked}", list.querySelectorAll(":checked").length);
  };
  const whole = field.closest("[data-needs-script]");
  whole.hidden = false;
  whole.querySelectorAll("[data-ticks]").forEach((button) => button.addEventListener("click", () => {
    items.filter((one) => !one.hidden).forEach((one) => {
      one.querySelector("input").checked = button.dataset.ticks === "on";
    });
    tell();
  }));
  field.addEventListener("input", tell);
  list.addEventListener("change", tell);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") { return; }
    event.preventDefault();
    const first = items.find((one) => !one.hidden);
    if (first && field.value.trim()) { first.querySelector("input").click(); field.value = ""; tell(); }
  });
  tell();
});
