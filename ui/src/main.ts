import { mount } from "svelte";
import App from "./App.svelte";
import { tauri, type Client } from "./ipc/client";
import { afterPaint } from "./state/frames";
import { spoken, Text } from "./text/text.svelte";
import { chooseTypeface } from "./text/typeface";
import "./styles/tokens.css";
import "./styles/base.css";

const text = new Text();
const [client] = await Promise.all([chosenClient(), text.use(spoken(window.GANDER_STATE?.language ?? null)), chooseTypeface()]);
// Paints the frame of the widget first, because filling it takes longer than a frame.
await new Promise<void>(afterPaint);
document.getElementById("first")!.remove();
mount(App, { target: document.getElementById("app")!, props: { client, text } });

/** `vite --mode fake` shows any state without a keeper: `?fake=waiting`. Other builds leave the fake out. */
async function chosenClient(): Promise<Client> {
  if (import.meta.env.MODE !== "fake") return tauri;
  const { scene } = await import("./ipc/scenes");
  return scene(new URLSearchParams(location.search).get("fake") ?? "mixed");
}
