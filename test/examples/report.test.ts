import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "simdvolve-report-"));
let output: string[];
let page: string;
let text: string;

/** The main job as a user runs it, from the built package, into a folder of its own. */
beforeAll(() => {
  output = execFileSync(process.execPath, ["examples/report.mjs", folder], { cwd: root, encoding: "utf8" }).trimEnd().split("\n");
  page = readFileSync(join(folder, "report.html"), "utf8");
  // What a reader reads: no style sheet, no drawing commands, no bytes of pictures.
  text = page.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, " ");
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the last line names the page", () => {
  const last = output.at(-1) ?? "";
  expect(last).toMatch(/report\.html$/);
  expect(resolve(root, last)).toBe(join(folder, "report.html"));
  expect(existsSync(resolve(root, last))).toBe(true);
});

test("every chapter has its heading, and the contents lead to it", () => {
  const headings = [...page.matchAll(/<section id="([^"]+)"><h2>([^<]+)<\/h2>/g)].map(([, id, title]) => ({ id, title }));
  expect(headings.map(({ title }) => title)).toEqual([
    "Flip, slide, multiply, add",
    "Flat kernels: sums and moving averages",
    "The Gaussian kernel, and a spectrum",
    "A heartbeat: less noise, the same peaks",
    "Pictures: edges and blur",
    "Filters: a gallery, borders, and finding a patch",
    "The convolution theorem",
    "Fast convolution",
    "Deconvolution: undoing a blur",
    "Restoration: lines and stars",
    "What networks call a convolution",
    "Layers that learn",
    "A plucked string in a hall",
    "How long each step took",
  ]);
  const contents = [...page.slice(page.indexOf("<nav>"), page.indexOf("</nav>")).matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(contents).toEqual(headings.map(({ id }) => id));
});

test("the page carries all that it shows", () => {
  const loaded = [...page.matchAll(/\s(?:src|href|srcset|poster|data)="([^"]{0,40})/g)].map(([, url]) => url);
  expect(loaded.length).toBeGreaterThan(50);
  expect(loaded.filter((url) => !/^(#|data:)/.test(url))).toEqual([]);
  expect(page.match(/<script|<link rel="stylesheet"|@import|url\((?!#)/g)).toBeNull();
});

test("nothing was left uncomputed", () => {
  expect(text.match(/\bNaN\b|\bundefined\b|\bInfinity\b|∞|\[object/g)).toBeNull();
  expect(page.match(/(?:[dxy]\d?|width|height|transform)="[^"]*NaN/g)).toBeNull();
});

test("the network example is −8 as correlation and +8 as convolution", () => {
  const result = (id: string) => page.match(new RegExp(`<b id="${id}">([^<]*)</b>`))?.[1];
  expect(result("correlation")).toBe("−8");
  expect(result("convolution")).toBe("+8");
});

test("spectral lines 5 nm apart are resolved, and every way of restoring the sky is better than the recording", () => {
  const part = (id: string) => Number(page.match(new RegExp(`<b id="${id}">([\\d.]+) %</b>`))?.[1]);
  expect(part("dip-before")).toBeGreaterThan(40);
  expect(part("dip-after")).toBeLessThan(10);
  const rows = [...page.matchAll(/<tr><td>([^<]*)<\/td><td>[^<]*<\/td><td class="number">([\d.−-]*)<\/td><td class="number">([\d.−-]*)<\/td><td class="number">([\d.−-]*)<\/td><\/tr>/g)];
  const gains = Object.fromEntries(rows.map(([, method, , gain]) => [method, Number(gain.replace("−", "-"))]));
  for (const method of ["Wiener", "Richardson–Lucy", "accelerated", "total variation"]) expect(gains[method], method).toBeGreaterThan(3);
  expect(gains.divided).toBeLessThan(0);
  const accelerated = Number(page.match(/<b id="accelerated">(\d+)<\/b>/)?.[1]);
  expect(accelerated).toBeGreaterThan(0);
  expect(accelerated).toBeLessThanOrEqual(25);
});

test("every step was timed beside plain JavaScript and agreed with it", () => {
  const table = page.slice(page.indexOf('<section id="speed">'));
  const rows = [...table.slice(0, table.indexOf("</table>")).matchAll(/<tr><td>(.*?)<\/tr>/g)].map(([, cells]) => cells.split(/<[^>]*>/).filter(Boolean));
  expect(rows.length).toBeGreaterThanOrEqual(22);
  for (const [step, , ours, javascript, faster] of rows) {
    expect(ours, step).toMatch(/^[\d.,]+ (µs|ms|s)$/);
    expect(javascript, step).toMatch(/^[\d.,]+ (µs|ms|s)$/);
    expect(faster, step).toMatch(/^[\d.,]+×$/);
  }
});

describe.each([
  ["note.wav", 1],
  ["response.wav", 2],
  ["hall.wav", 2],
])("%s", (name, channels) => {
  test("is a WAV file of 16-bit samples, loud and not cut", () => {
    const file = readFileSync(join(folder, name));
    expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect([file.readUInt16LE(20), file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([1, channels, 44100, 16]);
    expect(file.readUInt32LE(28)).toBe(44100 * channels * 2);
    expect(file.toString("latin1", 36, 40)).toBe("data");
    expect(file.readUInt32LE(40)).toBe(file.length - 44);

    const samples = Array.from({ length: (file.length - 44) / 2 }, (_, n) => file.readInt16LE(44 + 2 * n));
    const loudest = samples.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    expect(loudest).toBeGreaterThan(20_000);
    expect(samples.filter((v) => Math.abs(v) >= 32767).length).toBeLessThan(4);
    // A sound swings about zero.
    expect(Math.abs(samples.reduce((sum, v) => sum + v, 0) / samples.length)).toBeLessThan(100);
  });
});
