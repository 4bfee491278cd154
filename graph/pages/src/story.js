// Story mode: views in an order, each with a caption.

import { announce, el, replace, words } from "./dom.js";

export class Story {
  constructor(page) {
    this.page = page;
    this.steps = page.model.story;
    if (!this.steps.length) return;
    this.caption = el("div", { class: "caption", tabindex: "-1" });
    this.back = el("button", { type: "button", onclick: () => this.move(-1) }, "Back");
    this.on = el("button", { type: "button", onclick: () => this.move(1) }, "On");
    page.stage.append(el("section", { class: "story", "aria-label": "Story" }, this.caption, el("div", { class: "actions" }, this.back, this.on)));
  }

  move(by) {
    if (!this.steps.length) return;
    this.go(Math.min(Math.max(this.page.step + by, 0), this.steps.length - 1));
  }

  go(index) {
    this.page.apply(this.steps[index].state);
    this.tell(index);
    this.page.settle();
  }

  tell(index) {
    if (!this.steps[index]) return;
    const { title, caption } = this.steps[index];
    this.page.step = index;
    replace(this.caption, el("h2", { dir: "auto" }, `${index + 1} of ${this.steps.length}. ${title}`), el("p", { dir: "auto" }, words(caption)));
    this.back.disabled = index === 0;
    this.on.disabled = index === this.steps.length - 1;
    announce(`${index + 1} of ${this.steps.length}. ${title}. ${caption}`);
  }
}
