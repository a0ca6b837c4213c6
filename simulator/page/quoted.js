/** The message that another replies to, in one line above it. */
import { el, hiddenText } from "./dom.js";
import { inOneLine, senderName } from "./summary.js";
import { words } from "./words.js";

/** Pressed, it asks the log to show the whole message with an event `show-message`. */
export function quoted(message, store) {
  if (message.reply_to == null) return null;
  const original = store.message(message.chat_id, message.reply_to);
  if (!original) return el("p", { class: "quoted" }, words.deletedMessage);
  const show = ({ currentTarget }) =>
    currentTarget.dispatchEvent(new CustomEvent("show-message", { bubbles: true, detail: original.message_id }));
  return el(
    "button", { type: "button", class: "quoted", onclick: show },
    hiddenText(words.answers),
    el("strong", { dir: "auto" }, senderName(original, store)),
    el("span", { dir: "auto" }, inOneLine(original)),
  );
}
