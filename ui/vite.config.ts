import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
      // The grid is 512 wide and drawn at 40 px or less: fractions of it are not seen.
      const whole = d.replace(/-?\d*\.\d+/g, (number) => ` ${Math.round(Number(number))}`).replace(/ +-/g, "-").replace(/([a-z]) /gi, "$1");
      return `export default ${JSON.stringify({ box, d: whole })}`;
    },
  };
}

/**
 * Fluent files as text, without comments, needless spaces, and the messages that only Rust says. `x.ftl` has what the window says from
 * the first paint on, `x.ftl?settings` what only its settings and dialogs say. All but English come without keys, in the order of English:
 * `text.svelte.ts` puts the keys back.
 */
function fluent(): Plugin {
  const english = new URL("locales/en/gander.ftl", import.meta.url);
  return {
    name: "gander-fluent",
    enforce: "pre",
    load(id) {
      const [, file, part] = /^(.+\.ftl)(?:\?(settings))?$/.exec(id) ?? [];
      if (!file) return;
      this.addWatchFile(fileURLToPath(english));
      const keys = [...messages(english).keys()].filter((key) => !onlyRust.test(key) && onlySettings.test(key) === (part === "settings"));
      const own = messages(file);
      const said = (key: string): string => own.get(key) ?? this.error(`${file} lacks ${key}`);
      const lines = keys.map((key) => (file === fileURLToPath(english) ? `${key}=${said(key)}` : said(key)));
      return `export default ${JSON.stringify(lines.join("\n"))}`;
    },
  };
}

const onlyRust = /^(ahead|calendar|mail|notice|redirect|tray)-/;
const onlySettings = /^(about|alerts|bridge|general|keys|organization|smtp)-/;

/** Every message of a file, by key. One that goes over several lines keeps them, indented. */
function messages(file: string | URL): Map<string, string> {
  const tidy = (line: string): string => line.trim().replace(/\{ /g, "{").replace(/ \}/g, "}");
  const all = new Map<string, string>();
  let key = "";
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const head = /^([a-z][\w-]*) = (.*)$/.exec(line);
    if (head) all.set((key = head[1]!), tidy(head[2]!));
    else if (line !== "" && !line.startsWith("#")) all.set(key, `${all.get(key)}\n ${tidy(line)}`);
  }
  return all;
}

/** The lazy chunks, the languages and the settings, bring no styles: those are one file. So there is nothing to preload beside them. */
function noPreload(): Plugin {
  return {
    name: "gander-no-preload",
    enforce: "pre",
    load(id) {
      if (id === "\0vite/preload-helper.js") return "export const __vitePreload = (load) => load();";
    },
  };
}

/**
 * Svelte's runtime without what nothing here uses: hydration, because no server draws any of it, and deep state, because every `$state`
 * is raw. Together they would be a twentieth of the bundle.
 */
function leanRuntime(): Plugin {
  const inert = "const value = (value) => value, nothing = () => {};\n";
  const instead: Record<string, string> = {
    "dom/hydration.js": `${inert}export const hydrating = false, hydrate_node = null;
      export { nothing as set_hydrating, nothing as set_hydrate_node, nothing as hydrate_next, nothing as reset, nothing as hydrate_template,
        nothing as next, nothing as skip_nodes, nothing as read_hydration_instruction };`,
    "proxy.js": `${inert}export const is = Object.is; export { value as proxy, value as get_proxied_value };`,
  };
  return {
    name: "gander-lean-runtime",
    enforce: "pre",
    load(id) {
      const [, file] = /\/svelte\/src\/internal\/client\/([^?]+)/.exec(id) ?? [];
      return file && instead[file];
    },
    transform: {
      order: "post",
      handler(code, id) {
        if (!id.includes("/node_modules/") && code.includes("$.proxy(")) this.error(`${id} needs $state.raw: deep state is left out`);
      },
    },
  };
}

export default defineConfig({
  plugins: [outlines(), fluent(), noPreload(), leanRuntime(), svelte()],
  base: "./",
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version) },
  build: { target: ["es2022", "safari16", "chrome111"], modulePreload: false, cssCodeSplit: false, assetsInlineLimit: 0 },
  optimizeDeps: { include: ["axe-core", "@fluent/bundle", "vitest-browser-svelte"] },
  test: {
    include: ["tests/**/*.test.ts"],
    browser: {
      enabled: true,
      headless: true,
      // Another copy of this may be under test beside it.
      api: { strictPort: false },
      screenshotFailures: false,
      provider: playwright({
        // As large as the largest window under test: a larger one would be drawn smaller than it is.
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
          // Another Chromium draws the edges of letters a little differently; what moved or changed its colour is far more.
          comparatorOptions: { threshold: 0.2, allowedMismatchedPixelRatio: 0.004 },
          resolveScreenshotPath: ({ root, arg, ext }) => `${root}/tests/screens/${arg}${ext}`,
          resolveDiffPath: ({ root, arg, ext }) => `${root}/../target/screens/differences/${arg}${ext}`,
        },
      },
    },
  },
});
