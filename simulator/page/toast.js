/** A short message at the top that goes by itself. */
import { byId } from "./dom.js";
import { words } from "./words.js";

const SHOWN_FOR = 4500;
let leaving;

export function toast(text) {
  const element = byId("toast");
  clearTimeout(leaving);
  element.dir = "auto";
  element.textContent = text;
  element.showPopover();
  leaving = setTimeout(() => element.hidePopover(), SHOWN_FOR);
}

/** Do something and say so if it is refused. */
export async function attempt(doing) {
  try {
    return await doing();
  } catch (error) {
    toast(error.outdated ? words.outdated : words.failed);
    return null;
  }
}
