export default {
  compilerOptions: {
    // Short class names: every element has one, and long names would be a tenth of the bundle.
    cssHash: ({ hash, filename }) => `s${hash(filename).slice(-3)}`,
  },
  vitePlugin: {
    dynamicCompileOptions: ({ filename }) => (filename.includes("node_modules") ? undefined : { runes: true }),
  },
};
