/** One message: what it holds, who sent it, when, and the buttons below it. */
import { renderContent } from "./content.js";
import { el, hiddenText } from "./dom.js";
import { renderEntities } from "./entities.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { clockTime } from "./time.js";
import { words } from "./words.js";

/** The element of a message as the person who is chosen sees it. */
export function renderMessage(message, store) {
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
  const name = own ? words.you : senderName(message, store);
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

function senderName(message, store) {
  return message.from_bot ? store.me.about.name : (store.people.get(message.sender_id)?.first_name ?? "");
}

const isPictureOnly = ({ content, text }) => Boolean(content.sticker) && text == null;

function forwarded({ content }) {
  const origin = content.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user_name ?? origin.sender_user?.first_name ?? origin.chat?.title ?? "";
  return el("p", { class: "forwarded", dir: "auto" }, words.forwardedFrom(name));
}

function quoted(message, store) {
  const original = message.reply_to && store.message(message.chat_id, message.reply_to);
  if (!original) return null;
  return el("p", { class: "quoted", dir: "auto" }, original.text ?? "");
}

function meta({ date, edit_date: edited }) {
  return el(
    "div",
    { class: "meta", dir: "ltr" },
    edited && el("span", {}, words.edited),
    el("time", { datetime: new Date(date * 1000).toISOString() }, clockTime(date)),
  );
}
