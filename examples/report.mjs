/**
 * The main job: computes every step of a tutorial on convolution with simdvolve, on real
 * inputs, and writes what it finds as one page, out/report.html, with the sounds beside it.
 *
 *     node examples/report.mjs [folder]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { features, version } from "simdvolve";
import { duration } from "./report/format.mjs";
import { page, prose } from "./report/page.mjs";
import { Timings } from "./report/timings.mjs";
import * as steps from "./report/chapters/steps.mjs";
import * as flat from "./report/chapters/flat.mjs";
import * as gaussian from "./report/chapters/gaussian.mjs";
import * as heartbeat from "./report/chapters/heartbeat.mjs";
import * as pictures from "./report/chapters/pictures.mjs";
import * as filters from "./report/chapters/filters.mjs";
import * as theorem from "./report/chapters/theorem.mjs";
import * as fast from "./report/chapters/fast.mjs";
import * as deconvolution from "./report/chapters/deconvolution.mjs";
import * as restoration from "./report/chapters/restoration.mjs";
import * as network from "./report/chapters/network.mjs";
import * as layers from "./report/chapters/layers.mjs";
import * as room from "./report/chapters/room.mjs";
import * as speed from "./report/chapters/speed.mjs";

const chapters = [steps, flat, gaussian, heartbeat, pictures, filters, theorem, fast, deconvolution, restoration, network, layers, room, speed];

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL("../out", import.meta.url)));
mkdirSync(folder, { recursive: true });

/** What every chapter works with. */
const lab = {
  timings: new Timings(),
  /** Says what a long step is doing. */
  say: (text) => console.log(`   ${text}`),
  /** Writes a file beside the page. */
  save: (name, bytes) => writeFileSync(join(folder, name), bytes),
};

const start = performance.now();
const { simd, relaxedSimd } = features();
console.log(
  `simdvolve ${version} on Node ${process.versions.node}, SIMD ${simd ? "on" : "off"}, relaxed SIMD ${relaxedSimd ? "on" : "off"}\n`,
);

const written = chapters.map(({ id, title, write }, n) => {
  console.log(`[${n + 1}/${chapters.length}] ${title}`);
  return { id, title, html: write(lab) };
});

const html = page({
  title: "Convolution, step by step",
  lead:
    prose(
      '<span class="lead">A convolution lets every point of a signal take up a little of its neighbours, as much of each as a second, small signal says: the kernel. It smooths, sharpens, finds edges, recognises, and puts a sound into a room. This page works through it from the sum itself to a string plucked in a hall.</span>',
    ) +
    prose(
      "Every number here was computed by <code>simdvolve</code> on real inputs when the page was made, and compared with the same work in plain JavaScript. In the plots, grey is what goes in, blue what comes out.",
    ),
  chapters: written,
});
writeFileSync(join(folder, "report.html"), html);

console.log(
  `\n${chapters.length} chapters in ${duration(performance.now() - start)}, ${(html.length / 1e6).toFixed(1)} MB. Open:`,
);
console.log(join(relative(process.cwd(), folder) || ".", "report.html"));
