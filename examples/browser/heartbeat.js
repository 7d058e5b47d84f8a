import { features, signal } from "../../dist/index.js";
import { drawChart } from "./chart.js";
import { rows } from "./kernels.js";
import { milliseconds, onChange, recipeText, showFacts, timed } from "./panel.js";

const section = document.querySelector("#heartbeat");
const form = section.querySelector("form");
const RATE = 360;
/** Seconds that the chart shows. */
const SHOWN = 5;

async function load() {
  const text = await (await fetch(new URL("../data/ecg.csv", import.meta.url))).text();
  return Float32Array.from(text.trim().split("\n").slice(1), (line) => Number(line.split(",")[1]));
}

/** The same noise at every call, of standard deviation 1: sums of twelve even numbers. */
function noise(length) {
  let state = 1;
  const even = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length }, () => Array.from({ length: 12 }, even).reduce((sum, value) => sum + value, -6));
}

export async function startHeartbeat() {
  const clean = await load();
  const disturbance = noise(clean.length);
  for (const [name, unit] of Object.entries({ size: "samples", sigma: "samples", noise: "mV", from: "s" })) form.elements[name].dataset.unit = unit;

  const draw = ({ kind, mode, size, sigma, noise: amount, from }) => {
    form.elements.sigma.disabled = kind === "box";
    const x = clean.map((value, n) => value + amount * disturbance[n]);
    const kernel = rows[kind](size, sigma);

    const plan = signal.planConvolve({ kernel, shape: x.length, mode });
    const y = plan.execute(x);
    const time = timed(() => plan.execute(x, { out: y }));
    const recipe = recipeText(plan.recipe);
    plan.dispose();

    // Output 0 of "full" lies half a kernel before sample 0, that of "valid" half a kernel after it.
    const half = (size - 1) / 2;
    const shift = { full: -half, same: 0, valid: half }[mode];
    drawChart(section.querySelector(".chart"), {
      from,
      to: from + SHOWN,
      lines: [
        { samples: x, start: 0, colour: "#b9c1ce", width: 1 },
        { samples: y, start: shift / RATE, colour: "#2b5fc9", width: 2 },
      ],
      rate: RATE,
      range: [-1.6, 2.2],
    });
    section.querySelector("code").textContent =
      `window = signal.windows.${kind === "box" ? `boxcar(${size})` : `gaussian(${size}, { std: ${sigma} })`}; // and divided by its sum\n` +
      `signal.convolve(heartbeat, window, { mode: "${mode}" });`;
    showFacts(section.querySelector(".facts"), {
      "the whole minute": milliseconds(time),
      "samples in": x.length.toLocaleString("en"),
      "samples out": y.length.toLocaleString("en"),
      taps: size,
      recipe,
      build: features().variant,
    });
  };
  onChange(form, draw);
  window.addEventListener("resize", () => form.dispatchEvent(new Event("input")));
}
