/** What the page knows: who there is to be, every chat, and who one is right now. */
import { fromWire } from "./message.js";

/** Keeps the world's state and tells its listeners by name: loaded, selected, message, edited, deleted, people, typing, answered. */
export class Store extends EventTarget {
  bot = null;
  people = new Map();
  groups = new Map();
  me = null;
  chatId = null;
  #chats = new Map();
  #unread = new Map();
  #awaited = null;

  on(name, listener) {
    this.addEventListener(name, ({ detail }) => listener(detail));
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Take in one event of the stream. */
  apply(event) {
    const reactions = {
      snapshot: () => this.#load(event),
      people: () => this.#loadPeople(event),
      message: () => this.#add(fromWire(event.message)),
      edited: () => this.#replace(fromWire(event.message)),
      deleted: () => this.#remove(event),
      callback_answered: () => this.#tell("answered", event),
      chat_action: () => this.#tell("typing", event),
    };
    reactions[event.type]?.();
  }

  /** Become somebody, in their chat with the bot or in a group of theirs. */
  select(personId, chatId = personId) {
    this.me = this.people.get(personId) ?? null;
    this.#awaited = this.me ? null : personId; // somebody new may be chosen before the stream has named them
    this.chatId = this.me && chatId;
    this.#unread.delete(this.chatId);
    this.#tell("selected");
  }

  /** Be nobody, as when the page is opened. */
  leave() {
    this.select(null);
  }

  get group() {
    return this.groups.get(this.chatId) ?? null;
  }

  get messages() {
    return this.messagesIn(this.chatId);
  }

  messagesIn(chatId) {
    return [...(this.#chats.get(chatId)?.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
  }

  message(chatId, messageId) {
    return this.#chats.get(chatId)?.get(messageId);
  }

  unreadIn(chatId) {
    return this.#unread.get(chatId) ?? 0;
  }

  groupsOf(personId) {
    return [...this.groups.values()].filter(({ members }) => members.includes(personId));
  }

  #load(snapshot) {
    this.#chats.clear();
    snapshot.messages.forEach((wire) => this.#keep(fromWire(wire)));
    this.#tell("loaded", snapshot);
    this.#loadPeople(snapshot);
    this.#tell("selected");
  }

  #loadPeople({ bot, people, groups }) {
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.me = this.me && (this.people.get(this.me.id) ?? null);
    this.#tell("people");
    if (this.people.has(this.#awaited)) this.select(this.#awaited);
  }

  #keep(message) {
    const { chat_id: chatId, message_id: messageId } = message;
    if (!this.#chats.has(chatId)) this.#chats.set(chatId, new Map());
    this.#chats.get(chatId).set(messageId, message);
  }

  #add(message) {
    this.#keep(message);
    const chatId = message.chat_id;
    if (chatId !== this.chatId && message.from_bot) this.#unread.set(chatId, this.unreadIn(chatId) + 1);
    this.#tell("message", message);
  }

  #replace(message) {
    this.#keep(message);
    this.#tell("edited", message);
  }

  #remove({ chat_id: chatId, message_ids: messageIds }) {
    messageIds.forEach((id) => this.#chats.get(chatId)?.delete(id));
    this.#tell("deleted", { chatId, messageIds });
  }
}
