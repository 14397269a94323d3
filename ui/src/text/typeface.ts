// A bare Linux desktop has no better system font than DejaVu Sans, which is a fifth wider than the design expects. Only
// there Gander brings Inter.
import latinExtended from "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2";
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";

const poor = "DejaVu Sans";
/** The Unicode ranges of each file, from its publisher. Cyrillic and the like stay with the system's font. */
const files: [string, string][] = [
  [latin, "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FFFD"],
  [latinExtended, "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF"],
];

/** Loads Inter if it is needed. Await it before the first row is drawn, so that no row moves. */
export async function chooseTypeface(): Promise<void> {
  const family = getComputedStyle(document.body).fontFamily;
  if (width(family) !== width(`"${poor}", monospace`)) return;
  await bringInter();
}

export async function bringInter(): Promise<void> {
  const faces = files.map(([file, unicodeRange]) => new FontFace("Inter", `url("${file}")`, { weight: "100 900", unicodeRange }));
  for (const face of faces) document.fonts.add(face);
  // The browser fetches the other file with the first letter that needs it. On an error the system's font stays.
  await faces[0]!.load().catch(() => {});
}

/** The width of a sample line in a font, which tells fonts apart. */
function width(family: string): number {
  const drawing = document.createElement("canvas").getContext("2d");
  if (!drawing) return 0;
  drawing.font = `16px ${family}`;
  return drawing.measureText("Social Accounts: 1 needs you").width;
}
