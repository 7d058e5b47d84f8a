/** Training by the library's gradients alone: Adam's steps over shuffled batches. */
import { nn } from "simdvolve";
import { uniform } from "../report/random.mjs";
import { batchOf, shuffled } from "./digits.mjs";

const BATCH = 32;
const RATE = 2e-3;
const [DECAY, DECAY_SQUARE] = [0.9, 0.999];

/** Through the layers from the first to the last. */
export const forward = (layers, x) => layers.reduce((at, layer) => layer.forward(at), x);

/**
 * Trains a network, and says after each round how it does.
 *
 * @param {object[]} layers
 * @param {{ train: object, test: object }} digits
 * @param {{ rounds: number, seed: number, progress?: (share: number, loss: number) => void }} options - `progress` is told after each batch how much is done.
 * @returns {{ loss: number[], accuracy: number[] }} The mean loss of each round, and the share of the tested digits that is right after it.
 */
export function train(layers, digits, { rounds, seed, progress = () => {} }) {
  const next = uniform(seed);
  const count = digits.train.labels.length;
  const batches = Math.ceil(count / BATCH);
  const history = { loss: [], accuracy: [] };
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    const order = shuffled(count, next);
    // the last rounds take smaller steps, so that the weights settle
    const rate = RATE * (round < rounds / 2 ? 1 : 2 * (1 - round / rounds));
    let sum = 0;
    for (let b = 0; b < batches; b++) {
      const { pictures, labels } = batchOf(digits.train, order.slice(b * BATCH, (b + 1) * BATCH));
      const { loss, gradLogits } = nn.crossEntropy(forward(layers, pictures), labels);
      layers.reduceRight((gradient, layer) => layer.backward(gradient), gradLogits);
      step++;
      for (const { parameters } of layers) parameters.forEach((parameter) => adjust(parameter, rate, step));
      sum += loss * labels.length;
      progress(step / (rounds * batches), loss);
    }
    history.loss.push(sum / count);
    history.accuracy.push(accuracyOf(confusion(layers, digits.test)));
  }
  return history;
}

/** How often each digit (row) was taken for which (column). */
export function confusion(layers, { pictures, labels }) {
  const logits = forward(layers, pictures);
  const table = Array.from({ length: 10 }, () => new Array(10).fill(0));
  labels.forEach((label, n) => {
    const row = logits.data.subarray(10 * n, 10 * n + 10);
    table[label][row.indexOf(Math.max(...row))]++;
  });
  return table;
}

export function accuracyOf(table) {
  const all = table.flat().reduce((sum, count) => sum + count, 0);
  return table.reduce((sum, row, digit) => sum + row[digit], 0) / all;
}

/** One of Adam's steps (Kingma and Ba, 2015). */
function adjust({ value, gradient, mean, square }, rate, step) {
  const [first, second] = [1 - DECAY ** step, 1 - DECAY_SQUARE ** step];
  for (let n = 0; n < gradient.length; n++) {
    mean[n] = DECAY * mean[n] + (1 - DECAY) * gradient[n];
    square[n] = DECAY_SQUARE * square[n] + (1 - DECAY_SQUARE) * gradient[n] * gradient[n];
    value.data[n] -= (rate * (mean[n] / first)) / (Math.sqrt(square[n] / second) + 1e-8);
  }
}
