/** The people there are to be, with their latest message and what they have not read. */
import { addPerson } from "./add_person.js";
import { byId, el, hiddenText, icon } from "./dom.js";
import { groupFace, personFace } from "./faces.js";
import { serviceLine } from "./service_line.js";
import { inOneLine } from "./summary.js";
import { whenInList } from "./time.js";
import { words } from "./words.js";

export class ChatList {
  #store;
  #choose;
  #element = byId("people");

  constructor(store, choose) {
    this.#store = store;
    this.#choose = choose;
    for (const name of ["people", "selected", "message", "edited", "deleted"]) store.on(name, () => this.#render());
    const add = byId("add-person");
    add.append(el("span", { class: "card-sign" }, icon("add")), words.addPerson);
    add.addEventListener("click", () => addPerson(choose));
  }

  #render() {
    const focused = this.#element.contains(document.activeElement) && document.activeElement.dataset.key;
    this.#element.replaceChildren(...[...this.#store.people.values()].flatMap((person) => this.#entries(person)));
    if (focused) this.#element.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  #entries(person) {
    const groups = this.#store.groupsOf(person.id);
    return [
      this.#entry(person, person.id, personFace(person), person.first_name, person.note),
      ...groups.map((group) => this.#entry(person, group.id, groupFace(group), group.title, person.first_name, "in-group")),
    ];
  }

  #entry(person, chatId, face, name, note, kind = "") {
    const store = this.#store;
    const last = store.messagesIn(chatId).at(-1);
    const unread = store.unreadIn(chatId);
    return el("li", {}, el(
      "button",
      {
        type: "button", class: `person ${kind}`, "data-key": `${person.id}/${chatId}`,
        "aria-current": store.me?.id === person.id && store.chatId === chatId ? "true" : null,
        onclick: () => this.#choose(person.id, chatId),
      },
      face,
      el("span", { class: "person-name" }, el("bdi", {}, name), el("span", { class: "person-note" }, ` ${note}`)),
      el("span", { class: "person-last" }, el("bdi", {}, last ? summary(last, store, person) : words.noMessages)),
      el(
        "span", { class: "person-side" },
        last ? el("span", {}, whenInList(last.date)) : "",
        el("span", { class: "unread" }, unread ? [hiddenText(words.unread(unread)), el("span", { "aria-hidden": "true" }, unread)] : ""),
      ),
    ));
  }
}

const summary = (message, store, person) => serviceLine(message, store, person) ?? inOneLine(message);
