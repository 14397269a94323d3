const rightToLeft = /[\u0590-\u08ff]/;

/** Keeps a name from mixing with the words around it, where either of them runs from right to left. */
export const isolate = (name: string, direction: "ltr" | "rtl"): string =>
  direction === "rtl" || rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
