/** One message: what it holds, who sent it, when, and the buttons below it. */
import { renderContent } from "./content.js";
import { el, hiddenText, icon } from "./dom.js";
import { renderEntities } from "./entities.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { quoted } from "./quoted.js";
import { serviceLine } from "./service_line.js";
import { senderName } from "./summary.js";
import { clockTime } from "./time.js";
import { words } from "./words.js";

/** The element of a message as the person who is chosen sees it. */
export function renderMessage(message, store) {
  const service = serviceLine(message, store);
  if (service) return el("p", { class: "day", dir: "auto", "data-message": message.message_id }, service);
  const own = message.sender_id === store.me.id;
  const side = own ? "own" : "other";
  const keyboard = message.reply_markup?.inline_keyboard;
  return el(
    "article",
    { class: `message ${side}`, tabindex: "-1", "data-message": message.message_id, "data-sender": message.sender_id },
    el("div", { class: `bubble ${isPictureOnly(message) ? "bare" : ""}` }, bubbleParts(message, store, own)),
    keyboard && inlineKeyboard(message, keyboard),
  );
}

function bubbleParts(message, store, own) {
  const name = senderName(message, store);
  const shown = store.group && !own && !message.from_bot;
  return [
    shown ? el("p", { class: "sender", dir: "auto" }, name) : hiddenText(`${name}: `),
    forwarded(message),
    quoted(message, store),
    renderContent(message),
    textAndMeta(message),
  ].filter(Boolean);
}

// The time floats at the end of the last line, on the side where that line ends.
function textAndMeta(message) {
  if (message.text == null) return meta(message);
  const written = el("span", { class: "words" }, renderEntities(message.text, message.entities));
  return el("div", { class: "text", dir: "auto" }, written, meta(message));
}

const isPictureOnly = ({ content, text }) => Boolean(content.sticker) && text == null;

function forwarded({ content }) {
  const origin = content.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user_name ?? origin.sender_user?.first_name ?? origin.chat?.title ?? "";
  return el("p", { class: "forwarded", dir: "auto" }, words.forwardedFrom(name));
}

function meta(message) {
  const { date, edit_date: edited } = message;
  return el(
    "div",
    { class: "meta", dir: "ltr" },
    edited && el("span", {}, words.edited),
    el("time", { datetime: new Date(date * 1000).toISOString() }, clockTime(date)),
    menuButton(message),
  );
}

function menuButton(message) {
  const open = ({ currentTarget }) => currentTarget.dispatchEvent(new CustomEvent("message-menu", { bubbles: true, detail: message }));
  return el("button", { type: "button", class: "message-more", "aria-label": words.messageMenu, onclick: open }, icon("more"));
}
