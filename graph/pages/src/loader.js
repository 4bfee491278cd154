// The only script that stands in the page as text: unpacks the data and the page's own script, then runs it.
// The policy names both scripts by their hashes, so nothing else runs.

import { unzlibSync } from "fflate";

function bytes(id) {
  const element = document.getElementById(id);
  const text = element.textContent;
  element.remove();
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const found = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index += 1) found[index] = letters.charCodeAt(index);
  return found;
}

async function unpack(id) {
  const packed = bytes(id);
  if (typeof DecompressionStream !== "function") return new TextDecoder().decode(unzlibSync(packed));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

async function start() {
  const [map, details, code] = await Promise.all(["map-data", "details-data", "code"].map(unpack));
  window.vendorgraph = { map, details };
  const script = document.createElement("script");
  script.text = code;
  document.body.append(script);
}

start().catch((error) => {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = `This page could not be unpacked: ${error.message}. The file may have been cut short on its way; ask for it again.`;
  document.querySelector("main").prepend(notice);
});
