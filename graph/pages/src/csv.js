// CSV as RFC 4180 writes it, with no cell a spreadsheet would run as a formula.

const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

export function cell(value) {
  const text = String(value);
  const safe = (FORMULA.test(text) && !NUMBER.test(text)) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// With a byte order mark: without it Excel reads UTF-8 as the local code page.
export function csv(header, rows) {
  return "\ufeff" + [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
