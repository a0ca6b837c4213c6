/** Ready-made answers in place of a keyboard. */
import { el } from "./dom.js";
import { words } from "./words.js";

/** `use` is called with the button that is pressed. */
export function replyKeyboard(markup, use) {
  const key = (button) => {
    const shown = typeof button === "string" ? { text: button } : button;
    return el("button", { type: "button", class: `key ${shown.style ?? ""}`, dir: "auto", onclick: () => use(shown) }, shown.text);
  };
  const rows = markup.keyboard.map((row) => el("div", { class: "key-row" }, row.map(key)));
  return el("div", { class: "reply-keys", role: "group", "aria-label": words.replyKeys }, rows);
}
