/** The round pictures: an initial for a person, a sign for the bot and for groups. */
import { el, icon } from "./dom.js";

const COLOURS = 6;

export const personFace = ({ id, first_name: name }) =>
  el("span", { class: `face face-${id % COLOURS}`, "aria-hidden": "true" }, [...name][0]?.toLocaleUpperCase("sv") ?? "");

export const botFace = () => el("span", { class: "face face-bot", "aria-hidden": "true" }, icon("check"));

export const groupFace = ({ id }) =>
  el("span", { class: `face face-${-id % COLOURS}`, "aria-hidden": "true" }, icon("group"));
