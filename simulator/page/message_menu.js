/** What one can do with a message: answer it, change it, delete it. */
import { byId } from "./dom.js";
import { menuItem, onOpen } from "./menu.js";
import { words } from "./words.js";

export class MessageMenu {
  #store;
  #actions;
  #composer;
  #element = byId("message-menu");
  #message = null;
  #button = null;

  constructor(store, actions, composer) {
    this.#store = store;
    this.#actions = actions;
    this.#composer = composer;
    onOpen(this.#element, () => this.#button, () => this.#entries());
    byId("log").addEventListener("message-menu", ({ detail, target }) => this.#open(detail, target));
  }

  #open(message, button) {
    this.#message = message;
    this.#button = button;
    this.#element.showPopover();
  }

  #entries() {
    const message = this.#message;
    const { me, group } = this.#store;
    const own = message.sender_id === me.id;
    const canWrite = group || !me.blocked_bot;
    return [
      canWrite && { sign: "reply", label: words.reply, act: () => this.#composer.reply(message) },
      own && canWrite && isEditable(message) && { sign: "edit", label: words.edit, act: () => this.#composer.edit(message) },
      (own || !group || group.members[0] === me.id) &&
        { sign: "delete", label: words.deleteForAll, kind: "danger", act: () => this.#actions.delete(message.message_id) },
    ].filter(Boolean).map(menuItem);
  }
}

const isEditable = ({ text, content }) => text != null && !content.forward_origin;
