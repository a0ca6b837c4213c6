/** What a message holds beside text. */
import { fileAddress } from "./api.js";
import { el, icon } from "./dom.js";
import { words } from "./words.js";

/** Ids below this prefix are the page's own examples; no file stands behind them. */
export const EXAMPLE = "example-";

const RENDERERS = {
  photo: (sizes) => photo(sizes.at(-1)),
  document: documentCard,
  sticker: ({ emoji }) => el("p", { class: "sticker" }, el("span", { class: "visually-hidden" }, words.sticker), emoji ?? ""),
  voice: voiceCard,
  venue: ({ title, address, location }) => placeCard(location, title, address),
  location: (location) => placeCard(location),
  contact: ({ first_name: first, last_name: last, phone_number: phone }) =>
    card("contact", [first, last].filter(Boolean).join(" "), phone),
};


/** The element for the first thing in the content the page can show, or a line that says it cannot. */
export function renderContent({ content, text }) {
  const kind = Object.keys(RENDERERS).find((name) => content[name]);
  if (kind) return RENDERERS[kind](content[kind]);
  const unknown = Object.keys(content).find((name) => name !== "forward_origin");
  return unknown && text == null ? el("p", { class: "unsupported" }, words.unsupported(unknown)) : null;
}

function photo({ file_id: fileId, width, height }) {
  if (fileId.startsWith(EXAMPLE)) return el("div", { class: "example-photo", role: "img", "aria-label": words.photo }, icon("photo"));
  return el("img", { class: "photo", src: fileAddress(fileId), width, height, alt: words.photo });
}

function card(sign, title, detail) {
  return el(
    "div",
    { class: "card" },
    el("span", { class: "card-sign" }, icon(sign)),
    el("div", {}, el("p", { class: "card-title", dir: "auto" }, title), el("p", { class: "card-detail" }, detail)),
  );
}

function documentCard({ file_id: fileId, file_name: name, file_size: size }) {
  const content = card("document", name ?? words.document, fileSize(size));
  if (fileId.startsWith(EXAMPLE)) return content;
  return el("a", { class: "card-link", href: fileAddress(fileId), download: name ?? "", "aria-label": `${words.download} ${name}` }, content);
}

function fileSize(bytes) {
  if (!bytes) return "";
  const [divisor, unit] = bytes < 1e6 ? [1e3, "kB"] : [1e6, "MB"];
  return `${(bytes / divisor).toLocaleString("sv-SE", { maximumFractionDigits: 1 })} ${unit}`;
}

function voiceCard({ duration }) {
  const clock = `${Math.floor(duration / 60)}:${String(duration % 60).padStart(2, "0")}`;
  return card("play", words.voice, clock);
}

function placeCard({ latitude, longitude }, title = words.place, address = "") {
  const where = [latitude, longitude].map((degrees) => degrees.toLocaleString("sv-SE", { maximumFractionDigits: 4 }));
  const detail = [address, where.join(" · ")].filter(Boolean).join(" – ");
  return el("div", { class: "place" }, el("div", { class: "map", "aria-hidden": "true" }, icon("place")), card("place", title, detail));
}
