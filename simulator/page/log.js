/** The messages of the chosen chat, kept in place while they come, change and go. */
import { renderMessage } from "./bubble.js";
import { byId, el, icon } from "./dom.js";
import { intro } from "./intro.js";
import { dayKey, dayName } from "./time.js";

const NEAR_THE_END = 120;
const TOGETHER_WITHIN = 90;
const FOUND_FOR = 1600;

export class Log {
  #store;
  #element = byId("log");
  #toNewest = byId("to-newest");

  constructor(store) {
    this.#store = store;
    this.#toNewest.append(icon("down"));
    store.on("selected", () => this.#showAll());
    store.on("people", () => this.#showIntro());
    store.on("message", (message) => this.#isHere(message) && this.#append(message));
    store.on("edited", (message) => this.#isHere(message) && this.#change(message));
    store.on("deleted", (deleted) => deleted.chatId === store.chatId && this.#remove(deleted.messageIds));
    this.#element.addEventListener("scroll", () => { this.#toNewest.hidden = this.#atEnd(); }, { passive: true });
    this.#toNewest.addEventListener("click", () => this.#scrollToEnd("smooth"));
    this.#element.addEventListener("show-message", ({ detail }) => this.#show(detail));
    new ResizeObserver(() => this.#keepEnd()).observe(this.#element);
  }

  #isHere(message) {
    return this.#store.me && message.chat_id === this.#store.chatId;
  }

  #showAll() {
    // A whole history is not news: aria-busy and "settled" keep it from being read out and from moving.
    this.#element.setAttribute("aria-busy", "true");
    this.#element.classList.add("settled");
    this.#element.replaceChildren();
    if (this.#store.me) this.#store.messages.forEach((message) => this.#place(message));
    this.#showIntro();
    this.#scrollToEnd();
    requestAnimationFrame(() => {
      this.#element.removeAttribute("aria-busy");
      this.#element.classList.remove("settled");
    });
  }

  #showIntro() {
    this.#element.querySelector(".intro")?.remove();
    if (this.#store.me && this.#store.messages.length === 0) this.#element.append(intro(this.#store.me));
  }

  #append(message) {
    const follow = this.#atEnd() || message.sender_id === this.#store.me.id;
    this.#element.querySelector(".intro")?.remove();
    this.#place(message);
    if (follow) this.#scrollToEnd("smooth");
    else this.#toNewest.hidden = false;
  }

  #place(message) {
    const last = this.#element.lastElementChild;
    if (last?.dataset.day !== dayKey(message.date)) {
      this.#element.append(el("p", { class: "day" }, dayName(message.date)));
    }
    this.#element.append(this.#render(message, last));
  }

  #render(message, before) {
    const element = renderMessage(message, this.#store);
    element.dataset.day = dayKey(message.date);
    element.dataset.date = message.date;
    const sameSender = before?.dataset.sender === String(message.sender_id);
    element.classList.toggle("follows", sameSender && message.date - before.dataset.date < TOGETHER_WITHIN);
    return element;
  }

  #find(messageId) {
    return this.#element.querySelector(`[data-message="${messageId}"]`);
  }

  #change(message) {
    this.#replace(message);
    this.#renewReplies([message.message_id]);
  }

  /** What answers these messages quotes them as they are now. */
  #renewReplies(messageIds) {
    this.#store.messages.filter(({ reply_to: original }) => messageIds.includes(original)).forEach((reply) => this.#replace(reply));
  }

  #show(messageId) {
    const element = this.#find(messageId);
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    element.classList.add("found");
    setTimeout(() => element.classList.remove("found"), FOUND_FOR);
  }

  #replace(message) {
    const old = this.#find(message.message_id);
    if (!old) return;
    const follow = this.#atEnd();
    const focused = focusWithin(old);
    const fresh = this.#render(message, old.previousElementSibling);
    fresh.style.animation = "none";
    old.replaceWith(fresh);
    focused?.(fresh);
    if (follow) this.#scrollToEnd();
  }

  #remove(messageIds) {
    for (const id of messageIds) {
      const element = this.#find(id);
      const hadFocus = element?.contains(document.activeElement);
      element?.remove();
      if (hadFocus) this.#element.focus();
    }
    this.#renewReplies(messageIds);
    this.#showIntro();
  }

  #wasAtEnd = true;

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    this.#wasAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    return this.#wasAtEnd;
  }

  #keepEnd() {
    if (this.#wasAtEnd) this.#scrollToEnd();
  }

  #scrollToEnd(behavior = "instant") {
    this.#wasAtEnd = true;
    this.#toNewest.hidden = true;
    this.#element.scrollTo({ top: this.#element.scrollHeight, behavior });
  }
}

/** How to put the focus back after an edit: on the button in the same place, else on the message. */
function focusWithin(element) {
  if (!element.contains(document.activeElement)) return null;
  const place = [...element.querySelectorAll("button, a")].indexOf(document.activeElement);
  return (fresh) => (fresh.querySelectorAll("button, a")[place] ?? fresh).focus({ preventScroll: true });
}
