import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchOptions } from "../chromium";
import { serve } from "./site";

const page = '<!doctype html><title>…</title><script type="module" src="/page.js"></script>';
const script = `
  import { convolve } from "/dist/index.js";
  try {
    document.title = String(convolve([1, 2, 3], [1, 1]));
  } catch (error) {
    document.title = error.name + ": " + error.message;
  }
`;

let browser: Browser;
beforeAll(async () => void (browser = await chromium.launch(launchOptions)));
afterAll(() => browser.close());

/** What a page under a Content-Security-Policy gets from the library. */
async function under(policy: string): Promise<string> {
  const site = await serve({ "Content-Security-Policy": policy }, { "/page.html": page, "/page.js": script });
  const tab = await browser.newPage();
  try {
    await tab.goto(`${site.origin}/page.html`);
    await tab.waitForFunction("document.title !== '…'");
    return await tab.title();
  } finally {
    await tab.close();
    await site.close();
  }
}

test("a policy without 'wasm-unsafe-eval' gets an EngineError that names it", async () => {
  expect(await under("script-src 'self'")).toMatch(/^EngineError: .*Content-Security-Policy.*'wasm-unsafe-eval'/);
});

test("a policy with 'wasm-unsafe-eval' lets it compute, without 'unsafe-eval'", async () => {
  expect(await under("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")).toBe("1,3,5,3");
});
