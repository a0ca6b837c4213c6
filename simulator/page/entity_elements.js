/** The entities that do something when they are tapped. */
import { el } from "./dom.js";
import { words } from "./words.js";

/** A command in a text sends itself; whoever holds the log hears of it. */
export function commandButton(children, command) {
  const send = (event) => event.currentTarget.dispatchEvent(new CustomEvent("say", { bubbles: true, detail: command }));
  return el("button", { type: "button", class: "text-button", dir: "ltr", onclick: send }, children);
}

/** A link asks before it leaves the rehearsal, except where it leads back into the chat. */
export function link(children, url) {
  const follow = (event) => {
    event.preventDefault();
    event.currentTarget.dispatchEvent(new CustomEvent("follow-link", { bubbles: true, detail: url }));
  };
  return el("a", { href: isSafe(url) ? url : "#", rel: "noopener noreferrer", onclick: follow }, children);
}

/** Whether this is an address a tap may open; `javascript:` is not. */
export const isSafe = (url) => /^(https?|mailto|tel|tg):/i.test(url);

/** Hidden until tapped. */
export function spoiler(children) {
  const hidden = el("span", { class: "spoiler-text", "aria-hidden": "true" }, children);
  const button = el("button", { type: "button", class: "spoiler", "aria-label": words.spoiler }, hidden);
  button.addEventListener("click", () => {
    hidden.removeAttribute("aria-hidden");
    const shown = el("span", { class: "spoiler-shown", tabindex: "-1" }, ...hidden.childNodes);
    button.replaceWith(shown);
    shown.focus();
  });
  return button;
}

/** A quotation; an expandable one shows three lines until it is opened. */
export function blockquote(children, expandable) {
  if (!expandable) return el("blockquote", {}, children);
  const content = el("div", { class: "quote-content" }, children);
  const button = el("button", { type: "button", class: "text-button", "aria-expanded": "false" }, words.showMore);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.showLess : words.showMore;
  });
  requestAnimationFrame(() => { button.hidden = content.isConnected && content.scrollHeight <= content.clientHeight + 1; });
  return el("blockquote", { class: "expandable" }, content, button);
}

/** A moment, with the exact time for who points at it. */
export function datetime(children, { unix_time: seconds }) {
  const moment = new Date(seconds * 1000);
  return el("time", { datetime: moment.toISOString(), title: moment.toLocaleString("sv-SE") }, children);
}
