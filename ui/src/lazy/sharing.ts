// The parts that only a window with an account to share to needs.
export { default as NeedsYou } from "../components/sharing/NeedsYou.svelte";
export { default as PlannedRow } from "../components/sharing/PlannedRow.svelte";
export { default as Shared } from "../components/sharing/Shared.svelte";
export { default as ShareRow } from "../components/sharing/ShareRow.svelte";
export { default as ToShare } from "../components/sharing/ToShare.svelte";
export { coming } from "../state/activities";
export { Composer } from "../state/composer.svelte";
export { feedsOf } from "../state/feeds.svelte";
