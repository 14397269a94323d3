declare const __VERSION__: string;

declare module "*.svg?path" {
  const outline: { box: string; d: string };
  export default outline;
}

declare module "*.ftl?raw" {
  const messages: string;
  export default messages;
}

declare module "*.txt?raw" {
  const text: string;
  export default text;
}

declare module "*.woff2" {
  const address: string;
  export default address;
}
