/** What an empty chat shows: the bot's own description, as Telegram does before one starts. */
import { el } from "./dom.js";
import { words } from "./words.js";

export function intro({ about }) {
  if (!about.description) return el("p", { class: "day intro-line intro" }, words.noMessages);
  return el("section", { class: "intro" }, el("h2", {}, words.whatCanThisBotDo), el("p", { dir: "auto" }, about.description));
}
