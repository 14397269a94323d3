import { expect, test } from "vitest";
import { open, row } from "./open";

const picture = (id: string) => row(id).getByTestId("avatar");

test("an account's picture stands in its row, with the network's mark beside it", async () => {
  const fake = await open("avatars");
  await expect.element(picture("c2")).toHaveAttribute("src", expect.stringContaining("data:image/"));
  // The names beside the picture already describe it.
  await expect.element(picture("c2")).toHaveAttribute("alt", "");
  expect(row("c2").element().querySelector("[data-mark=facebook]")).not.toBeNull();
  await expect.element(row("c2").getByTestId("row-head")).toHaveAccessibleName(/^Facebook/);
  expect(fake.calls.filter((call) => call === "avatar c2 #7a3e5c")).toHaveLength(1);
});

test("without a picture the network's mark stands there alone", async () => {
  const fake = await open("avatars");
  await expect.element(picture("c2")).toBeVisible();
  expect(fake.calls).toContain("avatar c5 gone");
  await expect.element(picture("c5")).not.toBeInTheDocument();
  expect(row("c5").element().querySelector("[data-mark=x]")).not.toBeNull();
});

test("a picture is asked for once, and again when it is another", async () => {
  const fake = await open("avatars");
  await expect.element(picture("c2")).toBeVisible();
  fake.publish({});
  const asked = (): number => fake.calls.filter((call) => call.startsWith("avatar c2")).length;
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "c2" ? { ...each, avatar: "#222222" } : each)) });
  await expect.element(picture("c2")).toHaveAttribute("src", expect.stringContaining("222222"));
  expect(asked()).toBe(2);
  fake.publish({ connections: fake.state.connections.map((each) => (each.id === "c2" ? { ...each, avatar: null } : each)) });
  await expect.element(picture("c2")).not.toBeInTheDocument();
});
