/** Menus on the browser's own popovers: Escape and a tap outside close them and give the focus back. */
import { el, icon } from "./dom.js";

/** An entry that closes its menu and does something. */
export function menuItem({ sign, label, detail, kind = "", act }) {
  return el(
    "button",
    { type: "button", class: `menu-item ${kind}`, onclick: (event) => { event.currentTarget.closest("[popover]").hidePopover(); act(); } },
    sign && icon(sign),
    el("span", {}, label, detail && el("span", { class: "menu-detail", dir: "auto" }, detail)),
  );
}

/** Fill the menu each time before it opens, and put it beside what `opener` gives then, inside the window. */
export function onOpen(menu, opener, fill) {
  menu.addEventListener("beforetoggle", ({ newState }) => newState === "open" && menu.replaceChildren(...fill()));
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    place(menu, opener().getBoundingClientRect());
    menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => moveFocus(event, menu));
}

const GAP = 8;

function place(menu, { top, bottom, left, right }) {
  const inLowerHalf = top > innerHeight / 2;
  menu.style.top = inLowerHalf ? "auto" : `${bottom + GAP}px`;
  menu.style.bottom = inLowerHalf ? `${innerHeight - top + GAP}px` : "auto";
  const width = menu.offsetWidth;
  const start = left + width + GAP > innerWidth ? right - width : left;
  menu.style.left = `${Math.max(GAP, start)}px`;
}

function moveFocus(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
}
