/** Whom one talks with and who one is, and what can be done about it. */
import { tell } from "./dialogs.js";
import { byId, icon } from "./dom.js";
import { botFace, groupFace } from "./faces.js";
import { menuItem, onOpen } from "./menu.js";
import { words } from "./words.js";

const TYPING_SHOWN_FOR = 5000;

export class ChatHeader {
  #store;
  #actions;
  #typing;

  constructor(store, actions, leave) {
    this.#store = store;
    this.#actions = actions;
    byId("back").append(icon("back"));
    byId("back").addEventListener("click", leave);
    byId("chat-menu-button").append(icon("more"));
    onOpen(byId("chat-menu"), byId("chat-menu-button"), () => this.#entries());
    for (const name of ["selected", "people"]) store.on(name, () => this.#render());
    store.on("message", (message) => message.from_bot && message.chat_id === store.chatId && this.#render());
    store.on("typing", ({ chat_id: chatId }) => chatId === store.chatId && this.#showTyping());
  }

  #render() {
    const { me, group } = this.#store;
    if (!me) return;
    clearTimeout(this.#typing);
    byId("chat-face").replaceChildren(group ? groupFace(group) : botFace());
    byId("chat-title").textContent = group ? group.title : me.about.name;
    const beside = group ? words.members(group.members.length) : me.blocked_bot ? words.blocked : me.note;
    this.#subtitle([words.youAre(me.first_name), beside].filter(Boolean).join(" · "));
  }

  #subtitle(text, atWork = false) {
    const subtitle = byId("chat-subtitle");
    subtitle.textContent = text;
    subtitle.classList.toggle("at-work", atWork);
  }

  #showTyping() {
    this.#subtitle(words.typing, true);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#render(), TYPING_SHOWN_FOR);
  }

  #entries() {
    const { me } = this.#store;
    const about = () => tell([me.about.name, me.about.short_description || me.about.description || words.nothingAbout].join("\n\n"));
    const block = me.blocked_bot
      ? { sign: "check", label: words.unblock, act: this.#actions.unblock }
      : { sign: "block", label: words.block, kind: "danger", act: this.#actions.block };
    return [{ sign: "info", label: words.about, act: about }, block].map(menuItem);
  }
}
