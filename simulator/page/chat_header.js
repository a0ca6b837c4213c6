/** Whom one talks with and who one is, and what can be done about it. */
import { addGroup } from "./add_group.js";
import { tell } from "./dialogs.js";
import { byId, icon } from "./dom.js";
import { botFace, groupFace } from "./faces.js";
import { menuItem, onOpen } from "./menu.js";
import { words } from "./words.js";

const TYPING_SHOWN_FOR = 5000;

export class ChatHeader {
  #store;
  #actions;
  #choose;
  #typing;

  constructor(store, actions, leave, choose) {
    this.#store = store;
    this.#actions = actions;
    this.#choose = choose;
    byId("back").append(icon("back"));
    byId("back").addEventListener("click", leave);
    byId("chat-menu-button").append(icon("more"));
    onOpen(byId("chat-menu"), () => byId("chat-menu-button"), () => this.#entries());
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
    const beside = group ? aboutGroup(group) : me.blocked_bot ? words.blocked : me.note;
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
    const entries = this.#store.group ? this.#groupEntries() : this.#privateEntries();
    return [{ sign: "info", label: words.about, act: about }, ...entries].map(menuItem);
  }

  #privateEntries() {
    const { me, people } = this.#store;
    const block = me.blocked_bot
      ? { sign: "check", label: words.unblock, act: this.#actions.unblock }
      : { sign: "block", label: words.block, kind: "danger", act: this.#actions.block };
    const make = (kind) => () => addGroup(this.#actions, me, people, this.#choose, kind);
    return [
      { sign: "group", label: words.newGroup, act: make("supergroup") },
      { sign: "send", label: words.newChannel, act: make("channel") },
      block,
    ];
  }

  /** Only who owns a group lets the bot in and out. */
  #groupEntries() {
    const { me, group } = this.#store;
    if (group.members[0] !== me.id) return [];
    const [invite, remove] = isChannel(group)
      ? [words.inviteBotToChannel, words.removeBotFromChannel]
      : [words.inviteBot, words.removeBot];
    if (!hasBot(group)) return [{ sign: "add", label: invite, act: this.#actions.inviteBot }];
    return [...this.#rights(group), { sign: "block", label: remove, kind: "danger", act: this.#actions.removeBot }];
  }

  /** In a channel a bot writes only where it has been given the right. */
  #rights(group) {
    if (!isChannel(group)) return [];
    return [group.bot_may_post
      ? { sign: "block", label: words.letNotPost, act: () => this.#actions.letBotPost(false) }
      : { sign: "check", label: words.letPost, act: () => this.#actions.letBotPost(true) }];
  }
}

const isChannel = ({ kind }) => kind === "channel";

const hasBot = (group) => ["member", "administrator"].includes(group.bot_status);

const aboutGroup = (group) => [
  isChannel(group) ? words.readers(group.members.length) : words.members(group.members.length),
  !hasBot(group) && words.withoutBot,
  hasBot(group) && isChannel(group) && !group.bot_may_post && words.mayNotPost,
].filter(Boolean).join(" · ");
