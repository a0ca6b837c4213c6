/** A message in one line, and whom it is from. */
import { words } from "./words.js";

const LINE = 80;
const KINDS = {
  photo: words.photo,
  document: words.document,
  voice: words.voice,
  venue: words.place,
  location: words.place,
  contact: words.contact,
};

/** The text's beginning, else what kind of thing it is. */
export function inOneLine({ text, content }) {
  if (text) return text.replace(/\s+/g, " ").slice(0, LINE);
  if (content.sticker) return content.sticker.emoji ?? words.sticker;
  return KINDS[Object.keys(content).find((name) => name in KINDS)] ?? "";
}

/** The sender as this person knows them. */
export function senderName(message, store, person = store.me) {
  if (message.sender_id === person.id) return words.you;
  const channel = store.groups.get(message.sender_id); // what is posted in a channel is the channel's own
  if (channel) return channel.title;
  return message.from_bot ? person.about.name : (store.people.get(message.sender_id)?.first_name ?? "");
}
