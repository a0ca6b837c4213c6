/** What inline buttons and links do. */
import { ask, tell } from "./dialogs.js";
import { el } from "./dom.js";
import { isSafe } from "./entity_elements.js";
import { toast } from "./toast.js";
import { words } from "./words.js";

const PATIENCE = 30_000;

export class Buttons {
  #store;
  #actions;
  #waiting = new Map();
  #early = new Map();
  #pressing = 0;

  constructor(store, actions, log) {
    this.#store = store;
    this.#actions = actions;
    log.addEventListener("use-button", ({ detail }) => this.#use(detail));
    log.addEventListener("follow-link", ({ detail }) => this.#follow(detail));
    log.addEventListener("say", ({ detail }) => actions.write(detail));
    store.on("answered", (answer) => this.#answered(answer));
  }

  #use({ message, button, element }) {
    if (button.disabled || element.ariaBusy === "true") return;
    if (button.callback_data != null) this.#press(message, button, element);
    else if (button.url) this.#follow(button.url);
    else if (button.copy_text) this.#copy(button.copy_text.text);
    else toast(words.notHere);
  }

  async #press(message, button, element) {
    element.ariaBusy = "true";
    this.#pressing += 1;
    const pressed = await this.#actions.press(message.message_id, button.callback_data);
    this.#pressing -= 1;
    if (pressed) this.#wait(pressed.query_id, element);
    else element.ariaBusy = null;
  }

  #wait(queryId, element) {
    const stop = setTimeout(() => { element.ariaBusy = null; }, PATIENCE);
    this.#waiting.set(queryId, { element, stop });
    const early = this.#early.get(queryId);
    this.#early.delete(queryId);
    if (early) this.#answered(early);
  }

  // The bot may answer before the page knows the number of its press. What others pressed is not for this page.
  #answered(answer) {
    const waiting = this.#waiting.get(answer.query_id);
    if (!waiting) {
      if (this.#pressing) this.#early.set(answer.query_id, answer);
      return;
    }
    this.#waiting.delete(answer.query_id);
    clearTimeout(waiting.stop);
    waiting.element.ariaBusy = null;
    if (answer.text) (answer.show_alert ? tell : toast)(answer.text);
    if (answer.url) this.#follow(answer.url);
  }

  async #follow(url) {
    const payload = this.#startPayload(url);
    if (payload != null) {
      await this.#actions.write(`/start ${payload}`.trim());
      return;
    }
    if (!isSafe(url)) {
      toast(words.notHere);
      return;
    }
    const body = [el("p", { dir: "ltr" }, url), el("p", {}, words.openLinkWhy)];
    if (await ask({ title: words.openLink, body, confirm: words.open })) window.open(url, "_blank", "noopener,noreferrer");
  }

  /** What follows `?start=` in a link to this very bot, "" without it, null for any other link. */
  #startPayload(url) {
    const found = /^(?:https?:\/\/)?t\.me\/(\w+)\/?(?:\?(.*))?$/i.exec(url);
    if (found?.[1].toLowerCase() !== this.#store.bot.username?.toLowerCase()) return null;
    return new URLSearchParams(found[2]).get("start") ?? "";
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    toast(words.copied);
  }
}
