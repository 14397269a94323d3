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
      // The grid is 512 wide and drawn at 40 px or less, so fractions of it are invisible.
      const whole = d.replace(/-?\d*\.\d+/g, (number) => ` ${Math.round(Number(number))}`).replace(/ +-/g, "-").replace(/([a-z]) /gi, "$1");
      return `export default ${JSON.stringify({ box, d: whole })}`;
    },
  };
}

export default defineConfig({
  plugins: [outlines(), svelte()],
  base: "./",
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version) },
  build: { target: ["es2022", "safari16", "chrome111"], modulePreload: false, assetsInlineLimit: 0 },
  optimizeDeps: { include: ["axe-core", "@fluent/bundle", "vitest-browser-svelte"] },
  test: {
    include: ["tests/**/*.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      // Another test run may use the port.
      api: { strictPort: false },
      screenshotFailures: false,
      provider: playwright({
        // The size of the largest window under test: the browser would draw a larger one smaller.
        contextOptions: { viewport: { width: 1920, height: 1080 } },
        launchOptions: {
          executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
          // The last three draw letters alike on every device, so that pictures can be compared.
          args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
        },
      }),
      instances: [{ browser: "chromium" }],
      expect: {
        toMatchScreenshot: {
          comparatorName: "pixelmatch",
          // Chromium versions draw the edges of letters a little differently. A real change differs far more.
          comparatorOptions: { threshold: 0.2, allowedMismatchedPixelRatio: 0.004 },
          resolveScreenshotPath: ({ root, arg, ext }) => `${root}/tests/screens/${arg}${ext}`,
          resolveDiffPath: ({ root, arg, ext }) => `${root}/../target/screens/differences/${arg}${ext}`,
        },
      },
    },
  },
});
