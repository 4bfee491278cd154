// Search by name, id or fact, with suggestions; "/" jumps here.

import { announce, cut, el, plural, replace, words } from "./dom.js";
import { shapeIcon } from "./shapes.js";

const MOST = 12;

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Search {
  constructor(host, model, { id, keys, label = "Find", onChoose }) {
    this.model = model;
    this.id = id;
    this.onChoose = onChoose;
    this.texts = new Map();
    this.found = [];
    this.at = -1;
    this.list = el("ul", { id: `${id}-suggestions`, class: "suggestions", role: "listbox", "aria-label": "Found", hidden: true });
    this.input = el("input", {
      id,
      type: "text",
      role: "combobox",
      placeholder: "Find a name or number",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": label,
      "aria-keyshortcuts": keys,
      "aria-expanded": "false",
      "aria-controls": `${id}-suggestions`,
      "aria-autocomplete": "list",
      oninput: () => this.look(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.close(), 150),
    });
    host.append(this.input, keys ? el("kbd", { class: "key", "aria-hidden": "true" }, keys) : "", this.list);
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  clear() {
    this.input.value = "";
    this.close();
  }

  text(node) {
    if (!this.texts.has(node)) {
      const facts = node.facts.map((fact) => fact[1]).join(" ");
      this.texts.set(node, { name: fold(node.full), all: fold(`${node.full} ${node.key} ${node.kind.name} ${facts}`) });
    }
    return this.texts.get(node);
  }

  look() {
    const wanted = fold(this.input.value.trim());
    if (!wanted) return this.close();
    const parts = wanted.split(/\s+/);
    const score = (node) => {
      const { name, all } = this.text(node);
      if (!parts.every((part) => all.includes(part))) return -1;
      return (name.startsWith(wanted) ? 4 : 0) + (name.includes(wanted) ? 2 : 0) + (node.visible ? 1 : 0);
    };
    const matches = this.model.nodes
      .map((node) => ({ node, score: score(node) }))
      .filter((match) => match.score >= 0)
      .sort((a, b) => b.score - a.score || a.node.rank - b.node.rank);
    this.found = matches.slice(0, MOST).map((match) => match.node);
    this.at = this.found.length ? 0 : -1;
    this.show(matches.length);
  }

  show(total) {
    const rows = this.found.map((node, index) =>
      el(
        "li",
        {
          id: `${this.id}-suggestion-${index}`,
          role: "option",
          "aria-selected": String(index === this.at),
          onmousedown: (event) => {
            event.preventDefault();
            this.take(node);
          },
        },
        shapeIcon(node.kind),
        words(cut(node.label, 70)),
        el("span", { class: "muted" }, node.kind.name, node.visible ? "" : ", filtered out"),
      ),
    );
    if (!rows.length) rows.push(el("li", { role: "option", "aria-disabled": "true", class: "muted" }, "Nothing found"));
    replace(this.list, rows);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
    announce(total > MOST ? `Showing ${MOST} of ${total} found` : `${plural(total, "thing", "things")} found`);
  }

  mark() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    if (this.at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.id}-suggestion-${this.at}`);
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.key === "Escape") {
      if (this.list.hidden) this.input.blur();
      this.clear();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.found.length) this.at = (this.at + step + this.found.length) % this.found.length;
      this.mark();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.take(this.found[this.at]);
    }
  }

  take(node) {
    this.input.value = node.label;
    this.close();
    this.onChoose(node);
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.found = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
