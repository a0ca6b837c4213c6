/** The page: joins what it knows, what it shows and what one can do. */
import { Actions } from "./actions.js";
import { follow } from "./api.js";
import { Buttons } from "./buttons.js";
import { ChatHeader } from "./chat_header.js";
import { ChatList } from "./chat_list.js";
import { Composer } from "./composer.js";
import { byId, el } from "./dom.js";
import { botFace } from "./faces.js";
import { Log } from "./log.js";
import { MessageMenu } from "./message_menu.js";
import { Store } from "./state.js";
import { words } from "./words.js";

const store = new Store();
const actions = new Actions(store);

/** The address says who one is, so that a link or the back button leads there. */
function choose(personId, chatId = personId) {
  const where = chatId === personId ? `/?person=${personId}` : `/?person=${personId}&chat=${chatId}`;
  history.pushState(null, "", where);
  readAddress();
  byId("log").focus();
}

function leave() {
  history.pushState(null, "", "/");
  readAddress();
  byId("people").querySelector("button")?.focus();
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  const personId = Number(asked.get("person"));
  store.select(personId, Number(asked.get("chat")) || personId);
}

function onLoaded({ title, notice }) {
  document.title = [title, words.rehearsal].filter(Boolean).join(" – ");
  byId("notice").textContent = notice ? ` · ${notice}` : "";
}

function showView() {
  document.body.dataset.view = store.me ? "chat" : "people";
}

new Log(store);
const composer = new Composer(store, actions);
new MessageMenu(store, actions, composer);
new ChatHeader(store, actions, leave, choose);
new ChatList(store, choose);
new Buttons(store, actions, byId("log"));
byId("nobody").append(botFace(), el("p", {}, words.chooseSomeone));
store.on("loaded", onLoaded);
store.on("selected", showView);
addEventListener("popstate", readAddress);

let loaded = false;
follow(
  (event) => {
    store.apply(event);
    if (!loaded) readAddress();
    loaded = true;
  },
  (connected) => { byId("connection").hidden = connected; },
);
