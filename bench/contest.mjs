/**
 * Contenders against each other in one case: a process for each, opened first, then measured in
 * turn, pass after pass, so that what the machine does to one it does to all.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openProbe } from "./ceiling/ceiling.mjs";
import { samplePositions, workload } from "./workloads.mjs";

const child = fileURLToPath(new URL("child.mjs", import.meta.url));
/** A measurement whose probes ran below this share of the best rate is taken again, up to `retries` times. */
const STEADY = 0.8;
let bestProbe = 0;
let probe;

/** A contender: its name, what it is made of ("javascript", "wasm" or "native"), and the command that starts its process. */
export function inNode(name, kind, file) {
  return { name, kind, command: process.execPath, args: [child, fileURLToPath(file)] };
}

/**
 * @param row - Of the table in cases.mjs.
 * @returns A result for each way of each contender: `{ case, contender, kind, way, seconds, fastest, lower, upper, medians, error, disturbed }`,
 *   or `{ case, contender, failure }`. `seconds` is the lowest median of the passes.
 */
export async function contest(row, contenders, { passes = 1, method = "samples", seconds = 0.25, retries = 4, positions: count = 1000 } = {}) {
  const { positions, expected } = judgement(row, count);
  const results = [];
  const processes = new Map();
  try {
    for (const contender of contenders) {
      const process = start(contender);
      processes.set(contender.name, process);
      const { ways = {}, error } = await process.ask({ command: "open", row, positions, expected });
      if (error !== undefined) results.push({ case: row.id, contender: contender.name, failure: error });
      for (const [way, wrong] of Object.entries(ways)) {
        const result = { case: row.id, contender: contender.name, kind: contender.kind, way, error: Number(wrong), medians: [] };
        if (!(result.error <= row.tolerance)) result.failure = `wrong by ${wrong}`;
        results.push(result);
      }
    }
    for (let pass = 0; pass < passes; pass++) {
      for (const result of results) {
        if (!result.failure) await measurePass(result, processes.get(result.contender), retries, { method, seconds });
      }
    }
  } finally {
    for (const process of processes.values()) process.end();
  }
  return results;
}

/** Which outputs are compared and what they should be; few where each sum is long. */
function judgement(row, count) {
  const work = workload(row);
  const long = row.n >= 2 ** 20 || row.m >= 1e5;
  const positions = samplePositions(work.length, long ? 200 : count);
  return { positions, expected: positions.map(work.at) };
}

async function measurePass(result, process, retries, limits) {
  let measured;
  for (let attempt = 0; attempt <= retries; attempt++) {
    probe ??= openProbe();
    const before = probe();
    const { probes = [before, probe()], error, ...reply } = await process.ask({ command: "measure", way: result.way, ...limits });
    if (error !== undefined) {
      result.failure = error;
      return;
    }
    bestProbe = Math.max(bestProbe, ...probes);
    const steadiness = Math.min(...probes) / bestProbe;
    if (!measured || steadiness > measured.steadiness) measured = { ...reply, steadiness };
    if (steadiness >= STEADY) break;
  }
  result.medians.push(measured.median);
  if (result.seconds === undefined || measured.median < result.seconds) {
    result.seconds = measured.median;
    result.fastest = measured.fastest;
    result.lower = measured.lower;
    result.upper = measured.upper;
    result.disturbed = measured.steadiness < STEADY;
  }
}

function start({ command, args, env }) {
  const child = spawn(command, args, { stdio: ["pipe", "ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  const waiting = [];
  let complaints = "";
  child.stderr.on("data", (text) => (complaints = (complaints + text).slice(-2000)));
  child.stdin.on("error", () => {});
  createInterface({ input: child.stdio[3] }).on("line", (line) => waiting.shift()?.(JSON.parse(line)));
  const failed = (reason) => {
    const cause = complaints.split("\n").find((line) => /error/i.test(line)) ?? "";
    for (const resolve of waiting.splice(0)) resolve({ error: `${reason} ${cause}`.trim() });
  };
  child.on("error", (error) => failed(error.message));
  child.on("close", (code) => failed(`ended with ${code}`));
  return {
    ask(message) {
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (child.exitCode !== null) failed(`ended with ${child.exitCode}`);
        else child.stdin.write(`${JSON.stringify(message)}\n`);
      });
    },
    end() {
      child.kill();
    },
  };
}
