import { defineConfig, type Options } from "tsup";

/** One entry for each subpath of the package. */
const entry = { index: "src/index.ts", fft: "src/fft/index.ts", image: "src/image/index.ts", ndimage: "src/ndimage/index.ts", nn: "src/nn/index.ts", restoration: "src/restoration/index.ts", signal: "src/signal/index.ts" };

/**
 * The index imports the other entries as modules, whose namespaces its importers can shake. Bundled, a namespace is an object made by a
 * call in the chunk of its functions, and stays in every bundle that uses one of them.
 */
const namespaces: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "namespaces",
  setup(build) {
    // In CommonJS a module's namespace would be a copy with a `default`.
    if (build.initialOptions.outExtension?.[".js"] === ".cjs") return;
    build.onResolve({ filter: /^\.\/\w+\/index\.js$/ }, ({ path, importer }) => (importer.endsWith("/src/index.ts") ? { path: `./${path.split("/")[1]}.js`, external: true } : undefined));
  },
};

/** The code of kernels stays in modules of its own, which entries import first (scripts/build.mjs). */
const code: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "code",
  setup(build) {
    if (build.initialOptions.outExtension?.[".js"] === ".cjs") return;
    build.onResolve({ filter: /^\.\/code\// }, ({ path }) => ({ path, external: true }));
  },
};

const shared: Options = {
  entry,
  target: "es2022",
  platform: "neutral",
  // Every entry shares the chunk with the engine, in CommonJS too: one memory over all subpaths.
  splitting: true,
  treeshake: true,
  minify: "terser",
  // Lines are short, since Node prints the line that threw an error which nobody catches. Annotations of purity stay, for bundlers of applications to leave out the modules of kernels that these never call.
  terserOptions: { module: true, ecma: 2020, compress: { passes: 4, module: true, pure_getters: true, unsafe_math: false, keep_fargs: false, reduce_funcs: false, hoist_funs: true }, mangle: { module: true }, format: { preserve_annotations: true, max_line_len: 160 } },
};

export default defineConfig([
  { ...shared, format: ["esm", "cjs"], dts: true, outDir: "dist", esbuildPlugins: [namespaces, code] },
  {
    ...shared,
    format: ["esm"],
    dts: false,
    outDir: "dist/workerd",
    // Where bytes may not be compiled, the platform compiles .wasm files on import.
    esbuildPlugins: [
      namespaces,
      {
        name: "wasm-files",
        setup(build) {
          build.onResolve({ filter: /generated\/\w+\.js$/ }, ({ path, resolveDir }) => ({ path: `${resolveDir}/${path.replace("generated/", "generated/workerd/").replace(/\.js$/, ".ts")}` }));
          build.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `../wasm/${path.split("/").pop()}`, external: true }));
        },
      },
    ],
  },
]);
