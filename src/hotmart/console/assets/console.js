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

// What is under way tells how far it is: each event takes the place of what stands there.
document.querySelectorAll("[data-live]").forEach((place) => {
  const events = new EventSource(place.dataset.live);
  events.addEventListener("shown", (event) => { place.innerHTML = event.data; });
  events.addEventListener("ended", () => { events.close(); location.reload(); });
});
