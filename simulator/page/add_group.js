/** A group or a channel with the bot in it, made by the person one is. */
import { ask, field } from "./dialogs.js";
import { el } from "./dom.js";
import { words } from "./words.js";

const KINDS = {
  supergroup: { title: words.newGroup, name: words.groupName },
  channel: { title: words.newChannel, name: words.channelName },
};

/** Ask for a name and who else is in it, and go there. */
export async function addGroup(actions, me, people, choose, kind = "supergroup") {
  const others = [...people.values()].filter(({ id }) => id !== me.id);
  const answer = await ask({
    title: KINDS[kind].title,
    body: [field(KINDS[kind].name, "title", { maxlength: 128, autocomplete: "off", dir: "auto" }), others.length > 0 && choices(others)],
    confirm: words.create,
  });
  if (!answer) return;
  const chosen = others.filter(({ id }) => answer[id]).map(({ id }) => id);
  const added = await actions.addGroup(answer.title, [me.id, ...chosen], kind);
  if (added) choose(me.id, added.chat_id);
}

const choices = (people) => el(
  "fieldset", { class: "choices" },
  el("legend", {}, words.groupMembers),
  people.map(({ id, first_name: name }) => el("label", {}, el("input", { type: "checkbox", name: id }), el("bdi", {}, name))),
);
