/** What the chosen person does in the chosen chat. */
import { act } from "./api.js";
import { attempt } from "./toast.js";

export class Actions {
  #store;

  constructor(store) {
    this.#store = store;
  }

  #do(action, body = {}) {
    const { me, chatId } = this.#store;
    return attempt(() => act(action, { person_id: me.id, chat_id: chatId, ...body }));
  }

  write = (text, replyTo = null) => this.#do("write", { text, reply_to: replyTo });
  press = (messageId, data) => this.#do("press", { message_id: messageId, data });
  sendContent = (content, caption = null) => this.#do("content", { content, caption });
  edit = (messageId, text) => this.#do("edit", { message_id: messageId, text });
  delete = (messageId) => this.#do("delete", { message_id: messageId });
  forward = (text, origin) => this.#do("forward", { text, origin });
  block = () => this.#do("block");
  unblock = () => this.#do("unblock");
  addGroup = (title, memberIds, kind) => this.#do("add_group", { title, member_ids: memberIds, kind });
  inviteBot = () => this.#do("invite_bot");
  removeBot = () => this.#do("remove_bot");
  letBotPost = (mayPost) => this.#do("let_bot_post", { may_post: mayPost });
}
