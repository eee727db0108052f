// The page works without this. With it: names are suggested, a quote's route shows where the quote
// is pointed at, and moments stand in the reader's own time.

"use strict";

for (const field of document.querySelectorAll("input[list=names]")) suggest(field);
for (const text of document.querySelectorAll(".text")) annotate(text);
for (const field of document.querySelectorAll("textarea[data-quote]")) take(field);
for (const time of document.querySelectorAll("time[datetime*=T]")) localise(time);

function suggest(field) {
  let waiting, last;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = field.value.trim();
    if (typed.length < 2 || typed === last) return;
    waiting = setTimeout(async () => {
      last = typed;
      const answer = await fetch(`/v1/speakers?limit=8&q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!answer?.ok || field.value.trim() !== typed) return;
      const { data } = await answer.json();
      field.list.replaceChildren(...data.map(({ name }) => new Option(name, name)));
    }, 150);
  });
}

function annotate(text) {
  const note = document.createElement("div");
  note.className = "note";
  note.role = "tooltip";
  note.id = "note";
  note.hidden = true;
  document.body.append(note);
  let leaving, tapped;

  const cards = (mark) => mark.dataset.quotes.split(" ").map((number) => document.querySelector(`.card[data-number="${number}"]`));
  const marks = (card) => [...text.querySelectorAll(".m")].filter((mark) => mark.dataset.quotes.split(" ").includes(card.dataset.number));

  function show(mark) {
    clearTimeout(leaving);
    note.replaceChildren(...cards(mark).map((card) => card.querySelector(".chain").cloneNode(true)));
    note.hidden = false;
    place(mark.getClientRects());
    mark.setAttribute("aria-describedby", "note");
    cards(mark).forEach((card) => card.classList.add("lit"));
  }

  // Above its first line, or below its last where there is no room: never over the quote itself.
  function place(lines) {
    const first = lines[0], last = lines[lines.length - 1];
    const room = document.documentElement.clientWidth - note.offsetWidth - 8;
    const above = first.top - note.offsetHeight - 6;
    note.style.left = `${Math.max(8, Math.min(first.left, room)) + scrollX}px`;
    note.style.top = `${(above > 0 ? above : last.bottom + 6) + scrollY}px`;
  }

  function hide() {
    note.hidden = true;
    tapped = null;
    document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    text.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  }

  const soon = () => { leaving = setTimeout(hide, 200); };
  for (const mark of text.querySelectorAll(".m")) {
    mark.addEventListener("pointerenter", ({ pointerType }) => {
      if (pointerType === "touch") return;
      hide();
      show(mark);
    });
    mark.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") soon(); });
    mark.addEventListener("focus", () => { hide(); show(mark); });
    mark.addEventListener("blur", soon);
    // A first tap shows the route, a second one leads to the quote.
    mark.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" || tapped === mark) return;
      event.preventDefault();
      hide();
      show(mark);
      tapped = mark;
    });
  }
  note.addEventListener("pointerenter", () => clearTimeout(leaving));
  note.addEventListener("pointerleave", soon);
  addEventListener("pointerdown", ({ target }) => {
    if (!note.contains(target) && !target.closest(".m")) hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("pointerenter", () => marks(card).forEach((mark) => mark.classList.add("lit")));
    card.addEventListener("pointerleave", () => marks(card).forEach((mark) => mark.classList.remove("lit")));
  }
}

// While the words of a quote are being corrected, what is selected in the article are the new ones.
function take(field) {
  const open = field.closest("details");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const inside = chosen.rangeCount && document.getElementById("text").contains(chosen.getRangeAt(0).commonAncestorContainer);
    if (open.open && inside && !chosen.isCollapsed) field.value = chosen.toString();
  });
}

function localise(time) {
  const lang = time.lang || navigator.language;
  time.textContent = new Date(time.dateTime).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
}
