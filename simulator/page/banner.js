/** The line above the field that says what the next text is: a change, or a reply the bot asked for. */
import { el, icon } from "./dom.js";
import { words } from "./words.js";

export class Banner {
  editing = null;
  replyTo = null;
  #declined = null;
  #changed;
  #title = el("strong");
  #text = el("p", { dir: "auto" });
  element = el(
    "div", { class: "banner", hidden: true },
    el("div", {}, this.#title, this.#text),
    el("button", { type: "button", class: "icon-button", "aria-label": words.cancel, onclick: () => this.cancel() }, icon("close")),
  );

  constructor(changed) {
    this.#changed = changed;
  }

  /** The bot asks for a reply to this message; null when it does not. */
  ask(message) {
    this.replyTo = message && message.message_id !== this.#declined ? message : null;
    this.#render();
  }

  edit(message) {
    this.editing = message;
    this.#render();
  }

  stopEditing() {
    this.editing = null;
    this.#render();
  }

  /** Give up the change, else the reply. */
  cancel() {
    if (this.editing) this.editing = null;
    else this.#declined = this.replyTo?.message_id ?? this.#declined;
    this.#changed();
  }

  #render() {
    const about = this.editing ?? this.replyTo;
    this.element.hidden = !about;
    if (!about) return;
    this.#title.textContent = this.editing ? words.editing : words.replyTo;
    this.#text.textContent = about.text ?? "";
  }
}
