import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { KeyCheckView } from "../src/ipc/bindings";
import { open } from "./open";

const of = (network: string) => page.getByTestId(`keys-of-${network}`);

async function openKeys(scene: Parameters<typeof open>[0]) {
  const fake = await open(scene);
  await page.getByTestId("cog").click();
  await page.getByTestId("apps-and-keys").click();
  await page.getByTestId("open-keys-linkedin").click();
  return fake;
}

const sentences: Record<KeyCheckView, string> = {
  taken: "LinkedIn accepts these keys.",
  refused: "LinkedIn refuses these keys, or the app that they belong to.",
  untold: "LinkedIn answered, but did not say whether it accepts these keys. A sign-in will tell.",
  unreachable: "Gander could not reach LinkedIn. Try again later.",
};

test.each(Object.keys(sentences) as KeyCheckView[])("a check that ends as %s is told at the network and to a screen reader", async (said) => {
  const fake = await openKeys("mixed");
  fake.keyCheck = said;
  await of("linkedin").getByTestId("check-keys-linkedin").click();
  await expect.element(of("linkedin").getByTestId("key-check")).toHaveTextContent(sentences[said]);
  await expect.element(page.getByTestId("live")).toHaveTextContent(sentences[said]);
  expect(fake.calls).toEqual(["check_app linkedin"]);
});

test("what was said of keys is not said of those that take their place", async () => {
  await openKeys("mixed");
  await page.getByTestId("check-keys-linkedin").click();
  await expect.element(of("linkedin").getByTestId("key-check")).toBeVisible();
  await page.getByTestId("keys-linkedin").click();
  await page.getByTestId("client-id").fill("practice-client");
  await page.getByTestId("client-secret").fill("practice-secret");
  await page.getByTestId("save-keys").click();
  await expect.element(of("linkedin")).toHaveTextContent("Client ID prac…ient, with a secret");
  await expect.element(of("linkedin").getByTestId("key-check")).not.toBeInTheDocument();
});

test("keys are removed after a question that says what it costs", async () => {
  const fake = await openKeys("mixed");
  await page.getByTestId("remove-keys-linkedin").click();
  const question = page.getByRole("dialog", { name: "Remove the keys for LinkedIn from this device?" });
  await expect.element(question).toHaveTextContent("1 account uses them. It stays, but Gander cannot renew it or sign it in again until there are keys.");
  await expect.element(page.getByTestId("remove-keys-keep")).toHaveFocus();
  await page.getByTestId("remove-keys-keep").click();
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(page.getByTestId("remove-keys-linkedin")).toHaveFocus();
  expect(fake.calls).toEqual([]);
  await page.getByTestId("remove-keys-linkedin").click();
  await page.getByTestId("remove-keys-confirm").click();
  expect(fake.calls).toEqual(["remove_app linkedin"]);
  await expect.element(of("linkedin")).toHaveTextContent("No keys yet");
  await expect.element(page.getByTestId("remove-keys-linkedin")).not.toBeInTheDocument();
  await expect.element(page.getByTestId("check-keys-linkedin")).not.toBeInTheDocument();
});

test("a network is one line, and what belongs to its keys is inside", async () => {
  await openKeys("mixed");
  await expect.element(of("linkedin")).toHaveTextContent("http://localhost:8723/callback");
  await expect.element(of("facebook")).not.toHaveTextContent("http://localhost:8723/callback");
  expect(of("facebook").getByRole("button").elements()).toHaveLength(1);
  await page.getByTestId("open-keys-linkedin").click();
  await expect.element(page.getByTestId("open-keys-linkedin")).toHaveAttribute("aria-expanded", "false");
  await expect.element(page.getByTestId("remove-keys-linkedin")).not.toBeInTheDocument();
});

test("a network that needs no keys is not among them", async () => {
  await openKeys("mixed");
  await expect.element(of("facebook")).toBeVisible();
  await expect.element(of("bluesky")).not.toBeInTheDocument();
});

test("a secret that an app need not have is asked for and not demanded", async () => {
  const fake = await open("first-keys");
  await page.getByTestId("connect-x").click();
  await page.getByTestId("open-page").click();
  await expect.element(page.getByText("Client secret, if your app has one")).toBeVisible();
  await page.getByTestId("client-id").fill("practice-client");
  await page.getByTestId("save-keys").click();
  expect(fake.calls).toEqual(["open_app_page x", "set_app x practice-client without secret"]);
});

test("on Windows the button that acts comes first, elsewhere last", async () => {
  await open("first-keys");
  await page.getByTestId("connect-linkedin").click();
  const dialog = page.getByTestId("set-up-dialog");
  const left = (name: string) => dialog.getByRole("button", { name }).element().getBoundingClientRect().left;
  await expect.element(dialog).toBeVisible();
  expect(left("Cancel")).toBeLessThan(left("Save keys"));
  document.documentElement.dataset.platform = "windows";
  expect(left("Save keys")).toBeLessThan(left("Cancel"));
});

test("the two keys are called what the person finds them called at the network", async () => {
  const fake = await open("first-keys");
  const called = { id_is_called: "Client key", secret_is_called: "Client secret" };
  fake.publish({ networks: fake.state.networks.map((each) => ({ ...each, keys: each.keys && { ...each.keys, ...called } })) });
  await page.getByTestId("connect-linkedin").click();
  await expect.element(page.getByText("Client ID (there: “Client key”)")).toBeVisible();
  await expect.element(page.getByText("Client secret", { exact: true })).toBeVisible();
});

test("an app's own settings and the permissions that it may ask for are part of its keys", async () => {
  const fake = await open("first-keys");
  const more = {
    parameters: [{ name: "config_id", is_called: "Configuration ID", value: null }],
    optional_permissions: [
      { scope: "business_management", purpose: "list_pages" as const, asked: false },
      { scope: "pages_extra", purpose: null, asked: true },
    ],
  };
  fake.publish({ networks: fake.state.networks.map((each) => ({ ...each, keys: each.keys && { ...each.keys, ...more } })) });
  await page.getByTestId("connect-linkedin").click();
  await expect.element(page.getByText("“Configuration ID” of your app, if it has one")).toBeVisible();
  await expect.element(page.getByTestId("ask-pages_extra")).toBeChecked();
  await page.getByTestId("client-id").fill("practice-client");
  await page.getByTestId("client-secret").fill("practice-secret");
  await page.getByTestId("parameter-config_id").fill(" 1234 ");
  await page.getByTestId("ask-business_management").click();
  await page.getByTestId("ask-pages_extra").click();
  await page.getByTestId("save-keys").click();
  const kept = fake.state.networks.find(({ id }) => id === "linkedin")?.keys;
  expect(kept?.parameters[0]?.value).toBe("1234");
  expect(kept?.optional_permissions.map(({ asked }) => asked)).toEqual([true, false]);
});

test("a bridge page that the network's documents name first is offered before this device's own address", async () => {
  const fake = await open("first-keys");
  const bridge = { needed: false, preferred: true, address: null };
  fake.publish({ networks: fake.state.networks.map((each) => ({ ...each, bridge })) });
  await page.getByTestId("connect-linkedin").click();
  await expect.element(page.getByTestId("bridge-address")).toBeVisible();
  const [first, second] = [page.getByTestId("bridge").element(), page.getByTestId("redirect").element()];
  expect(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
