/** Somebody new to be, for instance with another language in their phone. */
import { act } from "./api.js";
import { ask, field } from "./dialogs.js";
import { el } from "./dom.js";
import { attempt } from "./toast.js";
import { words } from "./words.js";

const LANGUAGES = ["sv", "en", "fi", "ar", "fa", "so", "uk", "ti", "ckb", "pl", "bs", "th", "de", "es", "fr", "tr"];
const names = new Intl.DisplayNames("sv", { type: "language" });

/** Ask for a name and a language, and become that person. */
export async function addPerson(choose) {
  const options = LANGUAGES.map((code) => el("option", { value: code }, names.of(code)));
  const answer = await ask({
    title: words.addPerson,
    body: [
      field(words.firstName, "first_name", { maxlength: 64, autocomplete: "off", dir: "auto" }),
      field(words.language, "language_code", {}, "select", ...options),
    ],
    confirm: words.add,
  });
  if (!answer) return;
  const note = names.of(answer.language_code);
  const added = await attempt(() => act("add_person", { ...answer, note }));
  if (added) choose(added.person_id);
}
