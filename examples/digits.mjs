/**
 * Trains a small network to read handwritten digits, with the library's gradients alone:
 *
 *     node examples/digits.mjs [plain | separable] [rounds]
 */
import { readDigits } from "./digits/digits.mjs";
import { networkOf } from "./digits/layers.mjs";
import { accuracyOf, confusion, train } from "./digits/training.mjs";

const [kind = "plain", rounds = "12"] = process.argv.slice(2);
const digits = readDigits(1);
const network = networkOf(kind, 7);
const parameters = network.flatMap((layer) => layer.parameters).reduce((sum, { value }) => sum + value.size, 0);
console.log(`${kind} network of ${parameters} numbers, ${digits.train.labels.length} digits to learn from, ${digits.test.labels.length} to test on`);

const WIDTH = 40;
const start = performance.now();
const { loss, accuracy } = train(network, digits, { rounds: Number(rounds), seed: 3, progress: showProgress });
console.log("");
loss.forEach((value, round) => console.log(`round ${String(round + 1).padStart(2)}  loss ${value.toFixed(4)}  right ${(100 * accuracy[round]).toFixed(1)} %`));

const table = confusion(network, digits.test);
console.log(`\n${(100 * accuracyOf(table)).toFixed(2)} % of the tested digits are right, after ${((performance.now() - start) / 1000).toFixed(1)} s. Rows: what it is; columns: what it was taken for.`);
table.forEach((row, digit) => console.log(`  ${digit} │ ${row.map((count) => String(count || "·").padStart(3)).join("")}`));

function showProgress(share, value) {
  if (!process.stdout.isTTY) return;
  const full = Math.round(share * WIDTH);
  process.stdout.write(`\r${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${String(Math.round(100 * share)).padStart(3)} %  loss ${value.toFixed(3)} `);
}
