import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { newsroom } from "../src/ipc/samples";
import { open } from "./open";

const dialog = page.getByTestId("invitation");

test("what would change is all there before anything does, and the name is called unverified", async () => {
  const fake = await open("invited");
  await expect.element(dialog.getByTestId("unverified")).toHaveTextContent("“Example Newsroom”. Gander cannot check that");
  await expect.element(dialog).toHaveTextContent("Replaces your own, 86tz…4k2p.");
  await expect.element(dialog).toHaveTextContent("1 account was connected with another app and must be reauthorized.");
  await expect.element(dialog.getByTestId("hosts")).toHaveTextContent("api.pond.example, login.pond.example");
  await expect.element(dialog).toHaveTextContent("Replaces your own: 10, 3.");
  expect(fake.calls).toEqual([]);
});

test("sealed secrets want their passphrase, which goes in once", async () => {
  const fake = await open("invited");
  await expect.element(dialog.getByTestId("join")).toBeDisabled();
  await dialog.getByTestId("passphrase").fill("wrong");
  fake.failNext = { code: "bad_input", network: null };
  await dialog.getByTestId("join").click();
  await expect.element(dialog.getByTestId("refused")).toHaveTextContent("Nothing was changed.");
  await expect.element(dialog.getByTestId("passphrase")).toHaveValue("");
  await dialog.getByTestId("passphrase").fill("four words that differ");
  await dialog.getByTestId("join").click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(page.getByTestId("keys-of-linkedin")).toBeVisible();
  expect(fake.calls).toEqual(["accept_invitation 1 with passphrase", "accept_invitation 1 with passphrase"]);
});

test("it is put away by Cancel and by Escape, and nothing is taken in", async () => {
  const fake = await open("invited");
  await dialog.getByTestId("refuse-invitation").click();
  await expect.element(dialog).not.toBeInTheDocument();
  fake.invite(newsroom);
  await expect.element(dialog).toBeVisible();
  (document.querySelector("dialog") as HTMLDialogElement).dispatchEvent(new Event("cancel", { cancelable: true }));
  await expect.element(dialog).not.toBeInTheDocument();
  expect(fake.calls).toEqual(["dismiss_invitation 1", "dismiss_invitation 1"]);
});

test("a file elsewhere is fetched only when the person says so", async () => {
  const fake = await open("invited-from-elsewhere");
  await expect.element(dialog).toHaveTextContent("The file is at handouts.newsroom.example. Gander has not contacted that server yet.");
  expect(fake.calls).toEqual([]);
  fake.fetched = newsroom;
  await dialog.getByTestId("fetch-invitation").click();
  await expect.element(dialog.getByTestId("join")).toBeVisible();
  expect(fake.calls).toEqual(["fetch_invitation 1"]);
});

test("what takes its time is said while it does, and can be given up", async () => {
  const fake = await open("invited-from-elsewhere");
  fake.fetched = newsroom;
  let answer: () => void = () => {};
  fake.slow = new Promise((answered) => (answer = answered));
  await dialog.getByTestId("fetch-invitation").click();
  await expect.element(dialog.getByTestId("underway")).toHaveTextContent("Asking handouts.newsroom.example…");
  await expect.element(page.getByTestId("live")).toHaveTextContent("Asking handouts.newsroom.example…");
  await expect.element(dialog.getByRole("button", { name: "Cancel" })).toBeEnabled();
  answer();
  await expect.element(dialog.getByTestId("passphrase")).toBeVisible();
  await expect.element(dialog.getByTestId("underway")).not.toBeInTheDocument();
  fake.slow = new Promise((answered) => (answer = answered));
  await dialog.getByTestId("passphrase").fill("four words that differ");
  await dialog.getByTestId("join").click();
  await expect.element(dialog.getByTestId("underway")).toHaveTextContent("Opening the file…");
  answer();
  await expect.element(dialog).not.toBeInTheDocument();
});

test("a file that cannot be used says why to the person who made it", async () => {
  await open("invited-in-vain");
  await expect.element(dialog).toHaveTextContent("gander.toml:4: there is no network `linkedout`");
});
