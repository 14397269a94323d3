import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { Fake } from "../src/ipc/fake";
import { scenes } from "../src/ipc/scenes";
import { open, row } from "./open";

async function details(id: string, fake: Fake): Promise<Fake> {
  await open(fake);
  await row(id).getByTestId("row-head").click();
  return fake;
}

test("the day by which the person must act goes into a file, and the window says where that is", async () => {
  const fake = await details("c2", scenes.mixed());
  await row("c2").getByTestId("to-calendar").click();
  await expect.element(row("c2").getByTestId("calendar-file")).toHaveTextContent("If your calendar does not open, open this file with it: /home/dana/Downloads/Gander Facebook.ics");
  expect(fake.calls).toContain("add_to_calendar c2");
  // The path stays while other things change. Another day needs another file.
  fake.publish({});
  await expect.element(row("c2").getByTestId("calendar-file")).toBeInTheDocument();
  const later = new Date(Date.now() + 20 * 86_400_000).toISOString();
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "c2" ? { ...each, reauthorize_by: later } : each)) });
  await expect.element(row("c2").getByTestId("to-calendar")).toBeInTheDocument();
});

test("what Gander renews by itself, what is disconnected, and a phone have nothing for a calendar", async () => {
  for (const [id, fake] of [
    ["c3", scenes.mixed()],
    ["c1", scenes.mixed()],
    ["c2", new Fake({ ...scenes.mixed().state, takes_calendar_files: false })],
  ] as const) {
    await details(id, fake);
    await expect.element(row(id).getByTestId("check-now")).toBeInTheDocument();
    await expect.element(row(id).getByTestId("to-calendar")).not.toBeInTheDocument();
  }
});

test("a file that cannot be kept is told", async () => {
  const fake = await details("c2", scenes.mixed());
  fake.failNext = { code: "internal", network: null };
  await row("c2").getByTestId("to-calendar").click();
  await expect.element(page.getByTestId("error")).toHaveTextContent("Something went wrong inside Gander.");
  await expect.element(row("c2").getByTestId("to-calendar")).toBeInTheDocument();
});
