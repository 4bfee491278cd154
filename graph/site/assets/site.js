// Search and sorting. Without a script everything is there to be read; nothing is fetched, ever.

"use strict";

(() => {
  const el = (name, properties, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made && key !== "role") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  // As graph.names writes names: upper case, marks dropped, signs as spaces.
  const normal = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  function searchBox(host) {
    const top = host.dataset.top;
    const list = el("ul", { className: "suggestions", id: "found", role: "listbox", "aria-label": "Pages found", hidden: true });
    const input = el("input", {
      type: "search", id: "find", placeholder: "Search (press /)", autocomplete: "off", role: "combobox",
      "aria-label": "Search this dossier", "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list",
    });
    const said = el("p", { className: "muted", role: "status" });
    let texts = null;
    let found = [];
    let chosen = -1;

    const load = () => {
      if (texts || document.getElementById("search-data")) return;
      const script = el("script", { id: "search-data", src: `${top}assets/search.js` });
      script.addEventListener("load", () => {
        const data = window.vendorgraphSearch;
        texts = data.label.map((label, at) => ` ${normal(label)} ${normal(data.names[at])}`);
        show();
      });
      document.head.append(script);
    };

    const choose = (at) => {
      chosen = at;
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", `found-${at}`);
        list.children[at].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };

    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };

    // What begins a name comes before what is inside one; among equals the one with more awards.
    const matches = (words) => {
      const first = [];
      const later = [];
      texts.forEach((text, at) => {
        if (!words.every((word) => text.includes(word))) return;
        (text.startsWith(` ${words[0]}`) ? first : text.includes(` ${words[0]}`) ? later : []).push(at);
      });
      return [...first, ...later];
    };

    const show = () => {
      const words = normal(input.value).split(" ").filter(Boolean);
      if (!texts || !words.length) {
        said.textContent = "";
        close();
        return;
      }
      const data = window.vendorgraphSearch;
      const all = matches(words);
      found = all.slice(0, 20);
      list.replaceChildren(...found.map((at, number) => {
        const kind = el("span", { className: "muted" }, `${data.kinds[data.kind[at]][0]}, ${data.awards[at].toLocaleString()} awards`);
        const item = el("li", { id: `found-${number}`, role: "option", "aria-selected": "false" }, el("bdi", {}, data.label[at]), " ", kind);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          go(number);
        });
        return item;
      }));
      said.textContent = all.length > found.length ? `Showing ${found.length} of ${all.length.toLocaleString()}.` : all.length ? "" : "Nothing found.";
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      choose(-1);
    };

    const go = (number) => {
      location.href = top + window.vendorgraphSearch.file[found[number]];
    };

    input.addEventListener("focus", load);
    input.addEventListener("input", () => {
      load();
      show();
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && found.length && !list.hidden) choose((chosen + 1) % found.length);
      else if (event.key === "ArrowUp" && found.length && !list.hidden) choose((chosen + found.length - 1) % found.length);
      else if (event.key === "Enter" && !list.hidden) go(Math.max(chosen, 0));
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === input) return;
      event.preventDefault();
      input.focus();
    });
    host.append(input, list, said);
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = el("button", { type: "button", className: "sort" }, head.textContent);
      const number = head.classList.contains("number");
      const key = (row) => {
        const cell = row.cells[column];
        return cell.dataset.order ?? cell.textContent;
      };
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === (number ? "none" : "ascending") || (number && !head.hasAttribute("aria-sort"));
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].map((row) => [key(row), row]);
        // What has no value stands last, whichever way.
        rows.sort(([a], [b]) => {
          if (!a || !b) return Number(!a) - Number(!b);
          const order = number ? Number(a) - Number(b) : a.localeCompare(b, undefined, { numeric: true });
          return down ? -order : order;
        });
        body.append(...rows.map(([, row]) => row));
      });
      head.replaceChildren(button);
    });
  }

  searchBox(document.getElementById("search"));
  document.querySelectorAll("table.sortable").forEach(sortable);
})();
