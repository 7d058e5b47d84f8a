/**
 * The process of one contender: it prepares a case, has its outputs compared, and times calls when
 * asked. A line of JSON in on stdin, a line out on descriptor 3, so that what libraries print is
 * no harm. bench/versus/native.py speaks the same.
 *
 *   argv     path of the contender's file
 *   open     { row, positions, expected } → { ways: { name: relative error } }, empty if it cannot do the case
 *   measure  { way, method, seconds }     → { median, fastest, lower, upper, samples, probes }
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { openProbe } from "./ceiling/ceiling.mjs";
import { benchmarkCalls, sampleCalls } from "./measure.mjs";
import { outputOf, relativeError, workload } from "./workloads.mjs";

const { prepare } = await import(pathToFileURL(process.argv[2]).href);
const methods = { samples: sampleCalls, "benchmark.js": benchmarkCalls };
/** What a way needs to be compiled, and once it was, to be back in the caches. */
const WARM_UP = { first: 0.15, again: 0.02 };
const warm = new Set();
let ways = {};
let probe;

const commands = {
  async open({ row, positions, expected }) {
    const work = workload(row);
    ways = (await prepare(row, work, outputOf(row, work.length))) ?? {};
    const errors = {};
    for (const [name, { run, output }] of Object.entries(ways)) {
      await run();
      errors[name] = relativeError(await output(), positions, expected);
    }
    return { ways: errors };
  },
  async measure({ way, method, ...limits }) {
    probe ??= openProbe();
    const before = probe();
    const warmUp = warm.has(way) ? WARM_UP.again : WARM_UP.first;
    const result = await methods[method](ways[way].run, { ...limits, warmUp });
    warm.add(way);
    return { ...result, probes: [before, probe()] };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...argument } = JSON.parse(line);
  let reply;
  try {
    reply = await commands[command](argument);
  } catch (error) {
    reply = { error: String(error instanceof Error ? error.message : error).split("\n")[0].slice(0, 200) };
  }
  writeSync(3, `${JSON.stringify(reply, (_, value) => (value === Infinity ? "Infinity" : value))}\n`);
}
process.exit(0);
