// Light or dark: the reader's system decides until the button is pressed.

const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = [];

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
}

export function toggleTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  tell();
}

export function onTheme(listener) {
  listeners.push(listener);
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    dark: isDark(),
    paper: read("--paper"),
    band: read("--band"),
    ink: read("--ink"),
    muted: read("--muted"),
    accent: read("--accent"),
    of: (look) => (isDark() ? look.dark : look.light),
  };
}

function tell() {
  for (const listener of listeners) listener();
}

system.addEventListener("change", tell);
