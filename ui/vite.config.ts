import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";

/** `import icon from "x.svg?path"`: only the outline of a one-path picture, as `{ box, d }`. */
function outlines(): Plugin {
  return {
    name: "gander-outlines",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".svg?path")) return;
      const svg = readFileSync(id.slice(0, -"?path".length), "utf8");
      const box = /viewBox="([^"]+)"/.exec(svg)?.[1];
      const d = / d="([^"]+)"/.exec(svg)?.[1];
      if (!box || !d) this.error(`${id} is not a picture of one path`);
      return `export default ${JSON.stringify({ box, d })}`;
    },
  };
}

/** Fluent files as text, without comments and without the messages that only Rust says (notices and tray). */
function fluent(): Plugin {
  return {
    name: "gander-fluent",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".ftl")) return;
      const kept: string[] = [];
      let ours = true;
      for (const line of readFileSync(id, "utf8").split("\n")) {
        if (line === "" || line.startsWith("#")) continue;
        if (!/^[\s}]/.test(line)) ours = !/^(notice|tray)-/.test(line);
        if (ours) kept.push(line);
      }
      return `export default ${JSON.stringify(kept.join("\n"))}`;
    },
  };
}

export default defineConfig({
  plugins: [outlines(), fluent(), svelte()],
  base: "./",
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version) },
  build: { target: ["es2022", "safari16", "chrome111"], modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  optimizeDeps: { include: ["axe-core", "@fluent/bundle", "vitest-browser-svelte"] },
  test: {
    include: ["tests/**/*.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
          args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
});
