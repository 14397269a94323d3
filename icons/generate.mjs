// Draws everything else from logo.svg: app icons, tray icons and the favicon. Run `npm run icons` in ui/ after a change, and commit
// what it writes. It needs no network.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Resvg } = createRequire(new URL("../ui/package.json", import.meta.url))("@resvg/resvg-js");

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const write = (name, content) => writeFileSync(new URL(name, import.meta.url), content);
const png = (svg, size) => Buffer.from(new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng());
const svg = (inner) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${inner}</svg>\n`;

const logo = read("logo.svg");
const drawing = logo.replace(/<\/?svg[^>]*>|<title>.*<\/title>/g, "").trim();
const silhouette = ["bill", "neck"].map((id) => / d="([^"]+)"/.exec(logo.slice(logo.indexOf(`id="${id}"`)))[1]);

// Each state has a shape of its own, so that nobody needs the colour: nothing, a clock ring, a triangle, a stroke through the bird.
const triangle = "M46 28.5 61.5 57A3 3 0 0 1 58.9 61.5H33.1A3 3 0 0 1 30.5 57Z";
const exclamation = `<path d="M46 39V48.5" stroke-width="5" stroke-linecap="round"/><path d="M46 55.4V55.5" stroke-width="5.4" stroke-linecap="round"/>`;
const hands = `<path d="M46 38.5V46.5L51.5 50" fill="none" stroke-width="4.4" stroke-linecap="round" stroke-linejoin="round"/>`;

/** The coloured icons carry their own background, so they read on light and dark panels alike. */
const coloured = {
  ok: drawing,
  soon: `${drawing}<circle cx="46" cy="46" r="18" fill="#fff"/><circle cx="46" cy="46" r="13" fill="#fff" stroke="#8a5b00" stroke-width="5"/><g stroke="#8a5b00">${hands}</g>`,
  bad: `${drawing}<path d="${triangle}" fill="#c5221f" stroke="#fff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"/><g stroke="#fff">${exclamation}</g>`,
  offline: `${drawing.replace("#1f4fd1", "#6b6f7a").replace("#ffb02e", "#d8dade").replace("#10245f", "#3a3d45")}<path d="M9 55 55 9" stroke="#6b6f7a" stroke-width="13"/><path d="M9 55 55 9" stroke="#fff" stroke-width="5.5" stroke-linecap="round"/>`,
};

/** macOS colours a template itself: black and transparent only, badges cut free of the bird. */
const cut = (hole, badge) =>
  `<mask id="m"><rect width="64" height="64" fill="#fff"/>${hole}</mask><g mask="url(#m)">${bird}</g>${badge}`;
const bird = `<path d="${silhouette[0]}"/><path d="${silhouette[1].replaceAll("66", "63")}"/>`;
const template = {
  ok: `<mask id="m"><rect width="64" height="64" fill="#fff"/><circle cx="35" cy="18.8" r="3.4"/></mask><g mask="url(#m)">${bird}</g>`,
  soon: cut(`<circle cx="46" cy="46" r="20"/>`, `<circle cx="46" cy="46" r="13.5" fill="none" stroke="#000" stroke-width="5"/><g stroke="#000">${hands}</g>`),
  bad: cut(
    `<path d="${triangle}" stroke="#000" stroke-width="9" stroke-linejoin="round"/>`,
    `<mask id="e"><rect width="64" height="64" fill="#fff"/><g stroke="#000">${exclamation}</g></mask><path d="${triangle}" mask="url(#e)"/>`,
  ),
  offline: cut(`<path d="M9 55 55 9" stroke="#000" stroke-width="14"/>`, `<path d="M9 55 55 9" stroke="#000" stroke-width="5.5" stroke-linecap="round"/>`),
};

for (const state of Object.keys(coloured)) {
  write(`tray-${state}.svg`, svg(coloured[state]));
  write(`tray-${state}.png`, png(svg(coloured[state]), 32));
  write(`tray-${state}-template.svg`, svg(template[state]));
  write(`tray-${state}-template.png`, png(svg(template[state]), 44));
}

write("icon.png", png(logo, 512));
write("32x32.png", png(logo, 32));
write("128x128.png", png(logo, 128));
write("128x128@2x.png", png(logo, 256));
write("../ui/public/favicon.svg", logo);

// The 32 px picture stands first: Tauri shows the first one in development.
write("icon.ico", ico([32, 16, 24, 48, 64, 256].map((size) => [size, png(logo, size)])));

// macOS icons keep a margin around the tile, as Apple's grid asks (824 of 1024).
const padded = svg(`<g transform="translate(6.25 6.25) scale(.8047)">${drawing}</g>`);
write(
  "icon.icns",
  icns([["ic11", 32], ["ic12", 64], ["ic07", 128], ["ic13", 256], ["ic08", 256], ["ic14", 512], ["ic09", 512], ["ic10", 1024]].map(([kind, size]) => [kind, png(padded, size)])),
);

function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(([size, data], index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(data.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += data.length;
  });
  return Buffer.concat([head, ...pictures.map(([, data]) => data)]);
}

function icns(pictures) {
  const block = (kind, data) => {
    const head = Buffer.alloc(8);
    head.write(kind, "ascii");
    head.writeUInt32BE(8 + data.length, 4);
    return Buffer.concat([head, data]);
  };
  return block("icns", Buffer.concat(pictures.map(([kind, data]) => block(kind, data))));
}

/* Phones. The bird goes on to the lower edge, since each phone cuts its own shape out of the picture. */
const [bill, neck] = silhouette;
const longNeck = neck.replace("66L5 66", "66V100H5V66");
const eye = "M32 18.8a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z";
const path = (color, data, rule = "") => `        <path android:fillColor="${color}"${rule} android:pathData="${data}" />\n`;
/** A picture of 108 units, of which a phone shows at least the circle of 66 in the middle. */
const vector = (paths) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<!-- Drawn by icons/generate.mjs. -->\n<vector xmlns:android="http://schemas.android.com/apk/res/android"\n    android:width="108dp" android:height="108dp" android:viewportWidth="108" android:viewportHeight="108">\n    <group android:translateX="22" android:translateY="22">\n${paths}    </group>\n</vector>\n`;
const android = (name) => `../src-tauri/gen/android/app/src/main/res/${name}`;
write(android("drawable/ic_launcher_foreground.xml"), vector(path("#ffb02e", bill) + path("#ffffff", longNeck) + path("#10245f", eye)));
// The phone gives it the colours of its own theme.
write(android("drawable/ic_launcher_monochrome.xml"), vector(path("#ffffff", bill) + path("#ffffff", longNeck + eye, ` android:fillType="evenOdd"`)));
// Android 7 knows no icon of several layers.
const round = drawing.replace(/rx="15"/, `rx="32"`);
for (const [density, size] of [["mdpi", 48], ["hdpi", 72], ["xhdpi", 96], ["xxhdpi", 144], ["xxxhdpi", 192]]) {
  write(android(`mipmap-${density}/ic_launcher.png`), png(logo, size));
  write(android(`mipmap-${density}/ic_launcher_round.png`), png(svg(round), size));
}
// iOS rounds the corners itself and takes no transparency.
write("../src-tauri/gen/apple/Assets.xcassets/AppIcon.appiconset/AppIcon.png", opaque(svg(drawing.replace(/ rx="15"/, "")), 1024));

/** A PNG of three channels: the App Store refuses an icon with a fourth. */
function opaque(picture, size) {
  const { PNG } = createRequire(new URL("../ui/package.json", import.meta.url))("pngjs");
  return PNG.sync.write(PNG.sync.read(png(picture, size)), { colorType: 2, inputHasAlpha: true });
}
