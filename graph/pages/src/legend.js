// The legend is the filter: what each shape and line style means, how many there are, shown or not.

import { el, number, words } from "./dom.js";
import { lineIcon, shapeIcon } from "./shapes.js";

export function buildLegend(host, model, onChange) {
  const boxes = [];
  const choice = (item, icon, hidden, extra) => {
    const box = el("input", {
      type: "checkbox",
      checked: true,
      onchange: () => {
        if (box.checked) hidden.delete(item);
        else hidden.add(item);
        onChange();
      },
    });
    boxes.push(box);
    const text = el("span", { class: "choice-name" }, words(item.plural || item.name), extra);
    return el("label", { class: "choice" }, box, icon, text, el("span", { class: "count" }, number(item.count)));
  };
  const kinds = model.kinds.map((kind) => choice(kind, shapeIcon(kind), model.hiddenKinds));
  const statuses = model.statuses
    .filter((status) => status.count > 0)
    .map((status) =>
      choice(status, lineIcon(status), model.hiddenStatuses, el("span", { class: "meaning" }, status.meaning)),
    );
  host.append(
    group("Kinds of thing", kinds),
    statuses.length ? group("Standing of a line", statuses) : "",
  );
  return {
    reset() {
      for (const box of boxes) box.checked = true;
      model.hiddenKinds.clear();
      model.hiddenStatuses.clear();
    },
  };
}

function group(title, choices) {
  return el("fieldset", {}, el("legend", {}, title), choices);
}
