// Sharing: a link to this view, a citation, pictures and data of what is shown, and the code of a frame.

import { address, citeView, copy } from "./cite.js";
import { announce, download, el, saveBlob } from "./dom.js";
import { viewAsJson } from "./json.js";
import { drawPicture } from "./picture.js";
import { drawSvg } from "./svg.js";
import { LINES, THINGS } from "./table.js";

export class ShareDialog {
  constructor(page) {
    this.page = page;
    this.field = (id, label) => el("textarea", { id, rows: 3, readonly: true, "aria-label": label });
    this.citation = this.field("share-citation", "Citation");
    this.link = this.field("share-link", "Link to this view");
    this.frame = this.field("share-frame", "Code of a frame");
    const button = (text, act) => el("button", { type: "button", onclick: act }, text);
    const part = (title, field) => [el("h3", {}, title), field, button(`Copy: ${title.toLowerCase()}`, () => copy(field.value))];
    this.dialog = el(
      "dialog",
      { class: "help share", "aria-labelledby": "share-title" },
      el("h2", { id: "share-title" }, "Share what is shown"),
      part("Citation", this.citation),
      part("Link to this view", this.link),
      part("Code of a frame", this.frame),
      el("h3", {}, "Save what is shown"),
      el(
        "p",
        { class: "actions" },
        button("PNG", () => this.png()),
        button("SVG", () => this.svg()),
        button("CSV of lines", () => page.table.save(LINES)),
        button("CSV of things", () => page.table.save(THINGS)),
        button("JSON", () => this.json()),
        button("Print", () => this.print()),
      ),
      el("p", { class: "actions" }, button("Close", () => this.dialog.close())),
    );
    document.body.append(this.dialog);
  }

  open() {
    const { page } = this;
    const file = location.pathname.split("/").pop();
    const state = location.hash.slice(1);
    this.citation.value = citeView(page);
    this.link.value = address(page);
    this.frame.value = `<iframe src="${file.replaceAll('"', "%22")}#embed${state ? `&${state.replaceAll('"', "%22")}` : ""}" title="VendorGraph" width="100%" height="560"></iframe>`;
    this.dialog.showModal();
  }

  async png() {
    saveBlob("vendorgraph.png", await drawPicture(this.page));
    announce("Saved as vendorgraph.png");
  }

  svg() {
    download("vendorgraph.svg", "image/svg+xml", drawSvg(this.page));
    announce("Saved as vendorgraph.svg");
  }

  json() {
    download("vendorgraph.json", "application/json", viewAsJson(this.page));
    announce("Saved as vendorgraph.json");
  }

  print() {
    this.dialog.close();
    window.print();
  }
}
