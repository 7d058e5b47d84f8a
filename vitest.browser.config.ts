import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { launchOptions } from "./test/browser/chromium";

/** The tests of test/browser/ run inside Chromium, on the built package. */
const inChromium = (name: string, groupOrder: number) => ({
  name,
  // One project after the other, one file at a time: some of them measure.
  sequence: { groupOrder },
  fileParallelism: false,
  include: ["test/browser/*.test.ts"],
  browser: {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({ launchOptions }),
    instances: [{ browser: "chromium" as const }],
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    projects: [
      { test: inChromium("plain", 0) },
      {
        // With these headers a page is cross-origin isolated and has shared memory.
        server: { headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" } },
        test: inChromium("isolated", 1),
      },
      // These open pages of their own in Chromium, and run in Node.
      { test: { name: "pages", sequence: { groupOrder: 2 }, include: ["test/browser/pages/*.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
