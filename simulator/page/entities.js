/** Text with entities as nodes. Offsets are UTF-16, as are JavaScript's strings. */
import { el } from "./dom.js";
import { blockquote, commandButton, datetime, link, spoiler } from "./entity_elements.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

// A block ends its line by itself, so that the line feed after it would be an empty line.
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

const MAKERS = {
  spoiler,
  blockquote: (children) => blockquote(children, false),
  expandable_blockquote: (children) => blockquote(children, true),
  pre: (children) => el("pre", { dir: "ltr" }, el("code", {}, children)),
  text_link: (children, { url }) => link(children, url),
  url: (children, entity, text) => link(children, /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`),
  email: (children, entity, text) => link(children, `mailto:${text}`),
  phone_number: (children, entity, text) => link(children, `tel:${text.replace(/[^+\d]/g, "")}`),
  bot_command: (children, entity, text) => commandButton(children, text),
  date_time: datetime,
};

/** Nodes for a text; what lies inside another entity becomes its child. */
export function renderEntities(text, entities = []) {
  const outermostFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, 0, text.length, outermostFirst);
}

function renderRange(text, start, end, entities) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [first, ...others] = rest;
    const stop = Math.min(first.offset + first.length, end);
    const inside = others.filter(({ offset }) => offset < stop);
    nodes.push(text.slice(at, first.offset), make(text, first, stop, inside));
    at = BLOCKS.has(first.type) && text[stop] === "\n" ? stop + 1 : stop;
    rest = others.slice(inside.length);
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

function make(text, entity, stop, inside) {
  const children = renderRange(text, entity.offset, stop, inside);
  if (entity.type in PLAIN) return el(PLAIN[entity.type], {}, children);
  return MAKERS[entity.type]?.(children, entity, text.slice(entity.offset, stop)) ?? el("span", {}, children);
}
