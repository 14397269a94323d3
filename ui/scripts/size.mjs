// Measures the gzipped output of `npm run build`: the files of a first paint, in the heaviest language, and the total.
// Fails if the first paint is above its budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 90_000;
// The chunks that load when the settings, the licences, another tab or an account are opened, or with an account that can
// share.
const lazy = /^(settings|details|notices|sharing)-/;
// One chunk for each language but English; a first paint loads one of them at most.
const language = /^gander-/;
let heaviest = 0;
const folder = new URL("../dist/assets/", import.meta.url);
let first = 0;
let total = 0;
for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
  const bytes = gzipSync(readFileSync(new URL(name, folder))).length;
  total += bytes;
  if (language.test(name)) heaviest = Math.max(heaviest, bytes);
  else if (!lazy.test(name)) first += bytes;
  console.log(`${String(bytes).padStart(7)}  ${name}${lazy.test(name) ? " (when it is opened)" : ""}`);
}
first += heaviest;
console.log(`${String(first).padStart(7)}  for the first paint, of ${budget} bytes allowed`);
console.log(`${String(total).padStart(7)}  all`);
if (first > budget) process.exit(1);
