/** The buttons below a message. */
import { el, icon } from "./dom.js";
import { words } from "./words.js";

/** What a button does is told to the log as an event `use-button` with the button and its message. */
export function inlineKeyboard(message, rows) {
  return el("div", { class: "inline-keys", role: "group", "aria-label": words.choices }, rows.map((row) => keyRow(message, row)));
}

function keyRow(message, row) {
  return el("div", { class: "key-row" }, row.map((button) => key(message, button)));
}

function key(message, button) {
  const use = (event) => event.currentTarget.dispatchEvent(
    new CustomEvent("use-button", { bubbles: true, detail: { message, button, element: event.currentTarget } }),
  );
  const sign = button.url ? "link" : button.copy_text ? "copy" : null;
  return el(
    "button",
    { type: "button", class: `key ${button.style ?? ""}`, dir: "auto", title: button.text, "aria-disabled": button.disabled ? "true" : null, onclick: use },
    el("span", { class: "key-label" }, button.text),
    sign && icon(sign),
  );
}
