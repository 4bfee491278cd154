// Builds graph/pages/bundle/ from graph/pages/src/ and the packages pinned in package.json.
//
//   node graph/pages/build_bundle.mjs                 writes graph/pages/bundle/
//   node graph/pages/build_bundle.mjs --out DIR       writes DIR instead
//   node graph/pages/build_bundle.mjs --modules DIR   takes an existing node_modules folder
//
// Needs Node 18 or newer and npm. Without --modules the packages are installed into a temporary
// folder, without scripts and without a lock file. Run it after every change in src/ or package.json
// and commit the result: users need no Node. The same sources give the same bytes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" }, modules: { type: "string" } } });
const out = resolve(values.out || join(here, "bundle"));
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

// The permission notice is the same in all of them; it travels once, at the top of every page.
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following
conditions: The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS
OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE
AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR
OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const work = mkdtempSync(join(tmpdir(), "vendorgraph-page-"));
try {
  cpSync(join(here, "package.json"), join(work, "package.json"));
  cpSync(join(here, "src"), join(work, "src"), { recursive: true });
  if (values.modules) symlinkSync(resolve(values.modules), join(work, "node_modules"));
  else install();
  const packages = Object.keys(manifest.dependencies).sort().map(licence);
  const { build } = await import(pathToFileURL(join(work, "node_modules/esbuild/lib/main.js")).href);
  const options = {
    absWorkingDir: work,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "ascii",
    legalComments: "none",
    preserveSymlinks: true,
    write: false,
  };
  const script = await build({ ...options, entryPoints: ["src/main.js"], banner: { js: banner(packages.filter(({ name }) => name !== "fflate")) } });
  const loader = await build({ ...options, entryPoints: ["src/loader.js"], banner: { js: banner(packages.filter(({ name }) => name === "fflate")) } });
  const style = await build({ ...options, entryPoints: ["src/page.css"] });
  mkdirSync(out, { recursive: true });
  write("loader.js", loader.outputFiles[0].text);
  write("page.js", script.outputFiles[0].text);
  write("page.css", style.outputFiles[0].text);
  write("LICENSES.txt", packages.map(chapter).join("\n"));
  write("hashes.json", JSON.stringify(hashes(), null, 2) + "\n");
} finally {
  rmSync(work, { recursive: true, force: true });
}

function install() {
  const flags = ["install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", flags, { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
}

function licence(name) {
  const folder = join(work, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (version !== manifest.dependencies[name]) throw new Error(`${name} is ${version}, not ${manifest.dependencies[name]}`);
  const file = ["LICENSE-MIT", "LICENSE.md", "LICENSE", "license"].find((each) => existsSync(join(folder, each)));
  if (!file || !license.includes("MIT")) throw new Error(`${name} has no MIT licence text`);
  return { name, version, text: readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() };
}

function banner(packages) {
  const lines = packages.flatMap(({ name, version, text }) => {
    const holders = text.split("\n").filter((line) => /^\s*Copyright \(c\)/i.test(line));
    return holders.map((holder) => `${name} ${version}: ${holder.trim()}`);
  });
  return `/*! VendorGraph page. Contains, under the MIT licence:\n${lines.join("\n")}\n${MIT} */`;
}

function chapter({ name, version, text }) {
  return `${name} ${version}\n${"=".repeat(name.length + version.length + 1)}\n\n${text}\n`;
}

function write(name, text) {
  // Inlined into <script> and <style>: neither may close early.
  if (/<\/(script|style)/i.test(text) || text.includes("<!--")) throw new Error(`${name} would end its element`);
  writeFileSync(join(out, name), text);
}

function hashes() {
  const sources = readdirSync(join(here, "src")).sort().map((name) => [`src/${name}`, join(here, "src", name)]);
  const built = ["loader.js", "page.js", "page.css", "LICENSES.txt"].map((name) => [`bundle/${name}`, join(out, name)]);
  const files = [["package.json", join(here, "package.json")], ...sources, ...built];
  return Object.fromEntries(files.map(([name, path]) => [name, createHash("sha256").update(readFileSync(path)).digest("hex")]));
}
