/** A message as the views want it, made from one as the Bot API writes it. */

const ABOUT_IT = new Set([
  "message_id", "from", "sender_chat", "chat", "date", "edit_date", "text", "entities", "caption", "caption_entities",
  "reply_markup", "reply_to", "reply_to_message", "link_preview_options", "message_thread_id", "is_topic_message",
]);

/** `content` keeps what is neither text nor about the message: photo, sticker, forward_origin and so on. */
export function fromWire(wire) {
  return {
    chat_id: wire.chat.id,
    message_id: wire.message_id,
    date: wire.date,
    edit_date: wire.edit_date,
    from_bot: wire.from?.is_bot ?? true,
    sender_id: wire.from?.id ?? wire.chat.id,
    text: wire.text ?? wire.caption,
    entities: wire.entities ?? wire.caption_entities ?? [],
    reply_markup: wire.reply_markup,
    reply_to: wire.reply_to,
    content: Object.fromEntries(Object.entries(wire).filter(([name]) => !ABOUT_IT.has(name))),
  };
}
