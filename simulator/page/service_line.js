/** What Telegram itself says in a group, in one line, as this person reads it; null for what somebody sent. */
import { senderName } from "./summary.js";
import { words } from "./words.js";

export function serviceLine(message, store, person = store.me) {
  const name = senderName(message, store, person);
  const { new_chat_members: joined, left_chat_member: left, migrate_to_chat_id: to, migrate_from_chat_id: from } = message.content;
  if (joined) return words.botJoined(name);
  if (left) return message.from_bot ? words.botLeft(name) : words.botRemoved(name);
  return to || from ? words.groupMoved : null;
}
