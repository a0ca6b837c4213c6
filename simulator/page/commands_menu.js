/** The bot's commands, as it has set them for the chosen person's language. */
import { el } from "./dom.js";
import { menuItem } from "./menu.js";

export const commandsFor = (store) => store.me?.commands[store.chatId] ?? [];

/** An entry a command; `send` gets it with its slash. */
export function commandEntries(store, send) {
  return commandsFor(store).map(({ command, description }) => menuItem({
    label: el("span", { class: "menu-command" }, `/${command} `),
    detail: description,
    act: () => send(`/${command}`),
  }));
}
