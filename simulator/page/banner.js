/** The line above the field that says what the next text is: a change, a reply, or a reply the bot asked for. */
import { el, icon } from "./dom.js";
import { inOneLine } from "./summary.js";
import { words } from "./words.js";

export class Banner {
  editing = null;
  #chosen = null;
  #asked = null;
  #declined = null;
  #nameOf;
  #changed;
  #title = el("strong", { dir: "auto" });
  #text = el("p", { dir: "auto" });
  element = el(
    "div", { class: "banner", hidden: true },
    el("div", {}, this.#title, this.#text),
    el("button", { type: "button", class: "icon-button", "aria-label": words.cancel, onclick: () => this.cancel() }, icon("close")),
  );

  /** `nameOf` gives a message's sender; `changed` is called when something was given up. */
  constructor(nameOf, changed) {
    this.#nameOf = nameOf;
    this.#changed = changed;
  }

  /** The message that the next text answers, null for none. */
  get replyTo() {
    return this.#chosen ?? this.#asked;
  }

  /** The bot asks for a reply to this message; null when it does not. */
  ask(message) {
    this.#asked = message && message.message_id !== this.#declined ? message : null;
    this.#render();
  }

  reply(message) {
    this.editing = null;
    this.#chosen = message;
    this.#render();
  }

  edit(message) {
    this.editing = message;
    this.#render();
  }

  /** It is written, or another chat is open. */
  finish() {
    this.editing = null;
    this.#chosen = null;
    this.#render();
  }

  /** These messages are gone: nothing changes or answers them any more. */
  forget(messageIds) {
    if (messageIds.includes((this.editing ?? this.#chosen)?.message_id)) this.finish();
  }

  /** Give up the change, else the reply. */
  cancel() {
    if (this.editing) this.editing = null;
    else if (this.#chosen) this.#chosen = null;
    else this.#declined = this.#asked?.message_id ?? this.#declined;
    this.#changed();
  }

  #render() {
    const about = this.editing ?? this.replyTo;
    this.element.hidden = !about;
    if (!about) return;
    this.#title.textContent = this.editing ? words.editing : this.#chosen ? words.replyToName(this.#nameOf(about)) : words.replyTo;
    this.#text.textContent = inOneLine(about);
  }
}
