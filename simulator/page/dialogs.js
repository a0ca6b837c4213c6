/** Dialogs over the page, on the browser's own `<dialog>`: it keeps the focus inside and gives it back. */
import { el } from "./dom.js";
import { words } from "./words.js";

let made = 0;

/**
 * Ask something and wait. Fields are elements with a name; the answer is their values, or null when it was cancelled.
 * With `confirm` null there is only one button, which closes.
 */
export function ask({ title, body = [], confirm = words.ok, cancel = words.cancel }) {
  const id = `dialog-name-${made += 1}`;
  const form = el(
    "form", { method: "dialog" },
    title && el("h2", { id, dir: "auto" }, title),
    el("div", { class: "dialog-body", id: title ? null : id }, body),
    el(
      "div", { class: "dialog-buttons" },
      cancel && el("button", { type: "button", class: "dialog-button", onclick: () => dialog.close("") }, cancel),
      confirm && el("button", { value: "yes", class: "dialog-button main" }, confirm),
    ),
  );
  const dialog = el("dialog", { "aria-labelledby": id }, form);
  document.body.append(dialog);
  dialog.showModal();
  return answerOf(dialog, form);
}

function answerOf(dialog, form) {
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
  });
}

/** Say something that has to be read. */
export const tell = (text) => ask({ body: [el("p", { dir: "auto" }, text)], cancel: null });

/** A named field with its label. */
export const field = (label, name, properties = {}, tag = "input", ...children) =>
  el("label", {}, label, el(tag, { name, required: true, ...properties }, ...children));
