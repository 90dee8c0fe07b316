import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export const config = defineConfig({
  base: "/desk/ui/",
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    // What a browser loads first is weighed by weight.mjs, packed as it is sent.
    chunkSizeWarningLimit: 1000,
  },
  // Tests read the story's own files, and the catalogues lie beside the screens.
  server: { fs: { allow: [".."] } },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
});

// The tool wants it so.
export default config;
