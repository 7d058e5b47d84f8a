/**
 * `npm run bench`: the library against pure JavaScript by benchmark.js, from JavaScript array to
 * JavaScript array unless a way says otherwise, every output compared with the definition.
 *
 *     npm run bench -- [--quick] [--case <prefix>]… [--passes <n>] [--seconds <s>]
 */
import { parseArgs } from "node:util";
import { select } from "./cases.mjs";
import { measureCeilings } from "./ceiling/ceiling.mjs";
import { contest, inNode } from "./contest.mjs";
import { caseLines, ceilingLines, summaryLines, writeResults } from "./report.mjs";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    case: { type: "string", multiple: true, default: [] },
    passes: { type: "string" },
    seconds: { type: "string" },
  },
});
const limits = {
  method: "benchmark.js",
  passes: Number(options.passes ?? (options.quick ? 1 : 3)),
  seconds: Number(options.seconds ?? (options.quick ? 0.2 : 0.4)),
  retries: options.quick ? 0 : 4,
  positions: options.quick ? 200 : 1000,
};
const kinds = { simdvolve: "ours", naive: "javascript", blocked: "javascript" };
const contenders = Object.entries(kinds).map(([name, kind]) => inNode(name, kind, new URL(`contenders/${name}.mjs`, import.meta.url)));
const rows = select(options.case).filter(({ quick }) => quick || !options.quick);

const ceilings = measureCeilings(options.quick ? 0.03 : 0.15);
console.log(`${ceilingLines(ceilings)}\n`);
const results = [];
for (const row of rows) {
  const ofCase = await contest(row, contenders, limits);
  console.log(caseLines(row, ofCase, ceilings));
  results.push(...ofCase);
}
console.log(`\n${summaryLines(rows, results, ceilings)}`);
console.log(`\n${writeResults(options.quick ? "quick" : "bench", ceilings, results)}; * disturbed, quartiles more than 10 % apart`);
const wrong = results.filter(({ failure }) => failure);
if (wrong.length > 0) process.exitCode = 1;
