/** The paper clip: everything that is not typed. */
import { menuItem } from "./menu.js";
import { forwardText, sendContact, sendDocument, sendPhoto, sendPlace, sendSticker, sendVoice } from "./sharing.js";
import { words } from "./words.js";

/** The entries, for the chosen person; `editLast` puts their latest text back into the field. */
export function attachEntries(actions, me, editLast) {
  return [
    { sign: "photo", label: words.photo, act: () => sendPhoto(actions) },
    { sign: "document", label: words.document, act: () => sendDocument(actions) },
    { sign: "voice", label: words.voice, act: () => sendVoice(actions) },
    { sign: "sticker", label: words.sticker, act: () => sendSticker(actions) },
    { sign: "place", label: words.place, act: () => sendPlace(actions) },
    { sign: "contact", label: words.contact, act: () => sendContact(actions, me) },
    { sign: "forward", label: words.forward, act: () => forwardText(actions) },
    { sign: "edit", label: words.editLast, act: editLast },
  ].map(menuItem);
}
