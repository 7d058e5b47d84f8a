import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { launchOptions } from "./test/browser/chromium";

/** The tests of test/browser/ run inside Chromium, on the built package. */
const inChromium = (name: string) => ({
  name,
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
      { test: inChromium("plain") },
      {
        // With these headers a page is cross-origin isolated and has shared memory.
        server: { headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" } },
        test: inChromium("isolated"),
      },
      // These open pages of their own in Chromium, and run in Node.
      { test: { name: "pages", include: ["test/browser/pages/*.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
