/** Which reply keyboard and which forced reply hold at the end of a chat, for one person. */

/** The message whose reply keyboard is up, or null: the newest one that set or removed a keyboard decides. */
export function keyboardMessage(messages, personId) {
  const decisive = messages.findLast(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard);
  if (!decisive?.reply_markup.keyboard) return null;
  const used = messages.some((message) => message.sender_id === personId && message.message_id > decisive.message_id);
  return decisive.reply_markup.one_time_keyboard && used ? null : decisive;
}

/** The message that asks for a reply, or null: it holds until the person writes. */
export function forcedReply(messages, personId) {
  const last = messages.findLast((message) => message.reply_markup?.force_reply || message.sender_id === personId);
  return last?.reply_markup?.force_reply ? last : null;
}
