// What no first paint needs: the settings, and what is set up once.
export { default as Invitation } from "../components/Invitation.svelte";
export { default as SetUp } from "../components/SetUp.svelte";
export { default as Settings } from "../screens/Settings.svelte";
