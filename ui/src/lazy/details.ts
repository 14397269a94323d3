// The parts that no first paint needs, because the person opens them: an account's details and the quieter tabs.
export { default as AccountDetails } from "../components/AccountDetails.svelte";
export { default as History } from "../screens/History.svelte";
export { default as Policies } from "../screens/Policies.svelte";
