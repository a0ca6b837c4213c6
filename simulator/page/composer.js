/** Where the chosen person writes: the field, its buttons, and what stands in for them. */
import { attachEntries } from "./attach_menu.js";
import { Banner } from "./banner.js";
import { commandEntries, commandsFor } from "./commands_menu.js";
import { byId, el, icon } from "./dom.js";
import { onOpen } from "./menu.js";
import { replyKeyboard } from "./reply_keyboard.js";
import { forcedReply, keyboardMessage } from "./reply_markup.js";
import { sendContact, sendPlace } from "./sharing.js";
import { senderName } from "./summary.js";
import { toast } from "./toast.js";
import { words } from "./words.js";

const iconButton = (sign, label, properties = {}) =>
  el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...properties }, icon(sign));

const popover = (id) => el("div", { id, class: "menu", popover: true });

export class Composer {
  #store;
  #actions;
  #drafts = new Map();
  #shownChat = null;
  #hiddenKeyboard = null;
  #banner = new Banner((message) => senderName(message, this.#store), () => this.#refresh());

  #start = el("button", { type: "button", class: "wide-action" }, words.start);
  #unblock = el("button", { type: "button", class: "wide-action" }, words.unblockToWrite);
  #onlyRead = el("p", { class: "only-read", hidden: true }, words.onlyOwnerPosts);
  #draft = el("textarea", { id: "draft", class: "draft", rows: 1, dir: "auto", maxlength: 4096, enterkeyhint: "send", autocomplete: "off" });
  #commands = iconButton("commands", words.commands, { popovertarget: "commands-menu" });
  #attach = iconButton("attach", words.attach, { popovertarget: "attach-menu" });
  #keys = iconButton("keys", words.hideKeys);
  #send = iconButton("send", words.send, { type: "submit", class: "icon-button send" });
  #form = el("form", { class: "write-row" }, this.#commands, this.#draft, this.#keys, this.#attach, this.#send);
  #keyboard = el("div");
  #commandsMenu = popover("commands-menu");
  #attachMenu = popover("attach-menu");

  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    byId("composer").append(
      this.#start, this.#unblock, this.#onlyRead, this.#banner.element, this.#form, this.#keyboard, this.#commandsMenu, this.#attachMenu,
    );
    this.#listen();
    for (const name of ["selected", "people", "edited", "deleted"]) store.on(name, () => this.#refresh());
    store.on("message", (message) => this.#onMessage(message));
    store.on("deleted", ({ chatId, messageIds }) => chatId === store.chatId && this.#banner.forget(messageIds));
  }

  #listen() {
    this.#start.addEventListener("click", () => this.#say("/start"));
    this.#unblock.addEventListener("click", () => this.#actions.unblock());
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.#draft.addEventListener("keydown", (event) => this.#onKey(event));
    this.#keys.addEventListener("click", () => this.#toggleKeyboard());
    onOpen(this.#commandsMenu, () => this.#commands, () => commandEntries(this.#store, (command) => this.#say(command)));
    onOpen(this.#attachMenu, () => this.#attach, () => attachEntries(this.#actions, this.#store.me, () => this.#editLast()));
  }

  #onMessage(message) {
    if (message.chat_id !== this.#store.chatId) return;
    this.#refresh();
    if (message.reply_markup?.force_reply) this.#draft.focus();
  }

  #onKey(event) {
    if (event.key === "Escape") this.#banner.cancel();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    const text = this.#draft.value.trim();
    if (!text) return;
    const { editing, replyTo } = this.#banner;
    const done = editing ? this.#actions.edit(editing.message_id, text) : this.#actions.write(text, replyTo?.message_id);
    this.#draft.value = "";
    this.#banner.finish();
    this.#draft.focus();
    if ((await done) === null) this.#draft.value = text;
  }

  async #say(text) {
    await this.#actions.write(text);
    this.#draft.focus();
  }

  #editLast() {
    const { messages, me } = this.#store;
    const last = messages.findLast((message) => message.sender_id === me.id && Object.keys(message.content).length === 0);
    if (!last) {
      toast(words.nothingToEdit);
      return;
    }
    this.edit(last);
  }

  /** Put a message's words into the field, to change them. */
  edit(message) {
    this.#banner.edit(message);
    this.#draft.value = message.text;
    this.#draft.focus();
  }

  /** Let what is written next answer this message. */
  reply(message) {
    this.#banner.reply(message);
    this.#draft.focus();
  }

  #useKey(button) {
    if (button.request_contact) sendContact(this.#actions, this.#store.me);
    else if (button.request_location) sendPlace(this.#actions);
    else if (Object.keys(button).some((name) => name.startsWith("request_") || name === "web_app")) toast(words.notHere);
    else this.#actions.write(button.text);
  }

  #toggleKeyboard() {
    const up = keyboardMessage(this.#store.messages, this.#store.me.id);
    this.#hiddenKeyboard = this.#hiddenKeyboard === up.message_id ? null : up.message_id;
    this.#refresh();
  }

  #refresh() {
    const { me, group, messages } = this.#store;
    if (!me) return;
    this.#swapDraft();
    const blocked = !group && me.blocked_bot;
    const reading = group?.kind === "channel" && group.members[0] !== me.id;
    const fresh = !group && !blocked && messages.length === 0;
    const asking = forcedReply(messages, me.id);
    const keyboard = keyboardMessage(messages, me.id);
    const begun = !fresh && document.activeElement === this.#start;
    this.#unblock.hidden = !blocked;
    this.#start.hidden = !fresh;
    this.#form.hidden = blocked || fresh || reading;
    this.#onlyRead.hidden = !reading;
    if (begun) this.#draft.focus();
    this.#commands.hidden = commandsFor(this.#store).length === 0;
    this.#banner.ask(blocked ? null : asking);
    this.#showKeyboard(blocked ? null : keyboard);
    const placeholder = (asking ?? keyboard)?.reply_markup.input_field_placeholder || words.write;
    this.#draft.placeholder = placeholder;
    this.#draft.setAttribute("aria-label", placeholder);
  }

  #swapDraft() {
    const chat = `${this.#store.me.id}/${this.#store.chatId}`;
    if (chat === this.#shownChat) return;
    this.#drafts.set(this.#shownChat, this.#draft.value);
    this.#draft.value = this.#drafts.get(chat) ?? "";
    this.#shownChat = chat;
    this.#banner.finish();
  }

  #showKeyboard(message) {
    const shown = message && message.message_id !== this.#hiddenKeyboard;
    this.#keys.hidden = !message;
    const label = shown ? words.hideKeys : words.showKeys;
    this.#keys.setAttribute("aria-label", label);
    this.#keys.title = label;
    if (!shown) this.#keyboard.replaceChildren();
    else if (this.#keyboard.dataset.message !== String(message.message_id) || !this.#keyboard.hasChildNodes()) {
      this.#keyboard.replaceChildren(replyKeyboard(message.reply_markup, (button) => this.#useKey(button)));
    }
    this.#keyboard.dataset.message = message?.message_id ?? "";
  }
}
