import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchOptions } from "../chromium";
import { serve, type Site } from "./site";

let site: Site;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  site = await serve();
  browser = await chromium.launch(launchOptions);
  page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(`${site.origin}/examples/browser.html`);
  await page.waitForFunction("document.querySelectorAll('.facts dd').length === 12");
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** What a canvas shows, as text. */
function shown(selector: string): Promise<string> {
  return page.locator(selector).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

/** Moves a slider or chooses from a menu, and waits until the page has drawn again. */
async function set(selector: string, value: string): Promise<void> {
  const control = page.locator(selector);
  if (await control.evaluate(({ tagName }) => tagName === "SELECT")) await control.selectOption(value);
  else await control.fill(value);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
}

test("a kernel of one tap leaves the picture as it was", async () => {
  await set("#picture [name=size]", "1");
  expect(await shown("#picture .after")).toBe(await shown("#picture .before"));
});

test.each([
  ["size", "21"],
  ["sigma", "6"],
  ["kind", "edges"],
  ["boundary", "fill"],
  ["mode", "full"],
])("the picture changes with %s", async (name, value) => {
  const before = await shown("#picture .after");
  await set(`#picture [name=${name}]`, value);
  expect(await shown("#picture .after")).not.toBe(before);
});

test("the picture's facts are those of what was computed", async () => {
  expect(await page.locator("#picture .size").textContent()).toContain("532 × 532");
  expect(await page.locator("#picture .facts").textContent()).toMatch(/one frame[\d.]+ (ms|µs).*taps441recipe(direct|FFT)/);
});

test.each([
  ["size", "51"],
  ["sigma", "12"],
  ["noise", "0.4"],
  ["mode", "full"],
  ["from", "20"],
])("the heartbeat changes with %s", async (name, value) => {
  const before = await shown("#heartbeat .chart");
  await set(`#heartbeat [name=${name}]`, value);
  expect(await shown("#heartbeat .chart")).not.toBe(before);
});

test("the page had nothing to complain of", () => {
  expect(complaints).toEqual([]);
});
