// Measures the gzipped output of `npm run build`: the files of a first paint, in the heaviest language, and the total.
// Fails if the first paint is above its budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 90_000;
// One chunk for each language but English; a first paint loads one of them at most.
const language = /^gander-.*\.js$/;
const folder = new URL("../dist/assets/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");

/** The files that the page names, and all that they import at once. Those that are imported later come with a part that is opened. */
function firstFiles() {
  const page = readFileSync(new URL("../dist/index.html", import.meta.url), "utf8");
  const found = [...page.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name);
  const all = new Set(found);
  for (const name of all) {
    if (!name.endsWith(".js")) continue;
    for (const [, imported] of read(name).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) all.add(imported);
  }
  if (![".js", ".css"].every((end) => found.some((name) => name.endsWith(end)))) throw new Error("index.html names no script or no style");
  return all;
}

const first = firstFiles();
let heaviest = 0;
let painted = 0;
let total = 0;
for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
  const bytes = gzipSync(read(name)).length;
  total += bytes;
  if (first.has(name)) painted += bytes;
  else if (language.test(name)) heaviest = Math.max(heaviest, bytes);
  console.log(`${String(bytes).padStart(7)}  ${name}${first.has(name) ? "" : " (later, or in one language)"}`);
}
painted += heaviest;
console.log(`${String(painted).padStart(7)}  for the first paint, of ${budget} bytes allowed`);
console.log(`${String(total).padStart(7)}  all`);
if (painted > budget) process.exit(1);
