// The parts that no first paint needs: the settings, the invitation and the set-up.
export { default as Invitation } from "../components/Invitation.svelte";
export { default as SetUp } from "../components/SetUp.svelte";
export { default as Settings } from "../screens/Settings.svelte";
