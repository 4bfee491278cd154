// What the keys do, and the list of them.

import { el } from "./dom.js";

const KEYS = [
  ["/", "find a name"],
  ["Tab", "to the map, then arrow keys to walk"],
  ["↓ ↑", "next or previous line of the thing you are at"],
  ["→", "along the line to its other end"],
  ["←", "back the way you came"],
  ["Enter", "read the evidence; open a group"],
  ["n", "only what lies around the thing chosen"],
  ["p", "find a path between two things"],
  ["+ − 0", "larger, smaller, all in sight"],
  ["Esc", "nothing chosen"],
  ["u", "undo"],
  ["t", "table or map"],
  ["[ ]", "back or on in a story"],
];

export class HelpDialog {
  constructor() {
    this.dialog = el(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      el("h2", { id: "help-title" }, "Keys"),
      el("dl", {}, KEYS.map(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, text)])),
      el("button", { type: "button", onclick: () => this.dialog.close() }, "Close"),
    );
    document.body.append(this.dialog);
  }

  open() {
    this.dialog.showModal();
  }
}

function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

export function keyOfPage(page, event) {
  if (!isPlain(event) || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input[type=text], select, textarea");
  if (typing) return;
  const act = {
    Escape: () => page.choose(null),
    "/": () => page.search.focus(),
    "?": () => page.help.open(),
    t: () => page.toggleTable(),
    u: () => page.undo(),
    p: () => page.panel.finder(),
    n: () => page.bar.near(),
    "[": () => page.story.move(-1),
    "]": () => page.story.move(1),
  }[event.key];
  if (!act) return;
  if (event.key !== "Escape") event.preventDefault();
  act();
}

export function keyOfMap(page, event) {
  if (event.target !== page.walker || page.walk.key(event)) return;
  const { map } = page;
  const act = {
    "+": () => map.zoom(1.4),
    "=": () => map.zoom(1.4),
    "-": () => map.zoom(1 / 1.4),
    0: () => map.fit(),
    Enter: () => (page.chosen?.isGroup ? page.show({ name: "group", group: page.chosen }) : page.panel.focus()),
  }[event.key];
  if (act && isPlain(event)) {
    event.preventDefault();
    act();
  }
}
