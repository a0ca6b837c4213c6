/** What can be sent beside text: the dialogs that ask for it, and the content in the Bot API's words. */
import { EXAMPLE } from "./content.js";
import { ask, field } from "./dialogs.js";
import { el } from "./dom.js";
import { words } from "./words.js";

const STICKERS = ["👍", "❤️", "😀", "😢", "😡", "🙏", "🎉", "🚲"];
const SANDVIKEN = { latitude: 60.6216, longitude: 16.7755 };
const exampleFile = (name, size) => ({ file_id: `${EXAMPLE}${name}`, file_unique_id: name, file_size: size });

export async function sendSticker(actions) {
  const chosen = el("input", { type: "hidden", name: "emoji" });
  const choice = (emoji) => el("button", { value: "yes", onclick: () => { chosen.value = emoji; } }, emoji);
  const answer = await ask({ title: words.chooseSticker, body: [el("div", { class: "stickers" }, STICKERS.map(choice)), chosen], confirm: null });
  if (!answer) return;
  const shape = { type: "regular", width: 512, height: 512, is_animated: false, is_video: false };
  await actions.sendContent({ sticker: { ...exampleFile("sticker", 20480), ...shape, emoji: answer.emoji } });
}

export const sendVoice = (actions) =>
  actions.sendContent({ voice: { ...exampleFile("voice", 24576), duration: 5, mime_type: "audio/ogg" } });

async function askCaption(title) {
  const caption = field(words.caption, "caption", { required: false, maxlength: 1024, dir: "auto", autocomplete: "off" });
  return ask({ title, body: [caption], confirm: words.send });
}

/** Telegram makes several sizes of a photo, the smallest first. */
const PHOTO_SIZES = [[90, 60, 1536], [320, 213, 15360], [800, 533, 46080], [1280, 853, 81920]];

export async function sendPhoto(actions) {
  const answer = await askCaption(words.sendPhoto);
  if (!answer) return;
  const photo = PHOTO_SIZES.map(([width, height, size]) => ({ ...exampleFile(`photo-${width}`, size), width, height }));
  await actions.sendContent({ photo }, answer.caption);
}

export async function sendDocument(actions) {
  const answer = await askCaption(words.sendDocument);
  if (!answer) return;
  const named = { file_name: "exempel.pdf", mime_type: "application/pdf" };
  await actions.sendContent({ document: { ...exampleFile("document", 40960), ...named } }, answer.caption);
}

/** A place with a name is sent as a venue. */
export async function sendPlace(actions) {
  const degrees = (label, name, limit) =>
    field(label, name, { type: "number", step: "any", min: -limit, max: limit, value: SANDVIKEN[name] });
  const optional = (label, name) => field(label, name, { required: false, maxlength: 128, dir: "auto", autocomplete: "off" });
  const body = [
    degrees(words.latitude, "latitude", 90), degrees(words.longitude, "longitude", 180),
    optional(words.placeName, "title"), optional(words.address, "address"),
  ];
  const answer = await ask({ title: words.sharePlace, body, confirm: words.share });
  if (!answer) return;
  const { title, address } = answer;
  const location = { latitude: Number(answer.latitude), longitude: Number(answer.longitude) };
  await actions.sendContent(title.trim() ? { venue: { location, title, address } } : { location });
}

export async function sendContact(actions, me) {
  const why = el("p", {}, words.shareContactWhy);
  if (!(await ask({ title: words.shareContact, body: [why], confirm: words.share }))) return;
  // 070-174 06 05 to 99 are the numbers PTS keeps for books and films.
  await actions.sendContent({ contact: { phone_number: "+46701740605", first_name: me.first_name, user_id: me.id } });
}

export async function forwardText(actions) {
  const body = [
    field(words.forwardFrom, "name", { maxlength: 64, dir: "auto", autocomplete: "off", value: "Robin" }),
    field(words.forwardText, "text", { rows: 3, maxlength: 4096, dir: "auto" }, "textarea"),
  ];
  const answer = await ask({ title: words.forwardTitle, body, confirm: words.forward });
  if (!answer) return;
  const origin = { type: "hidden_user", sender_user_name: answer.name, date: Math.floor(Date.now() / 1000) };
  await actions.forward(answer.text, origin);
}
