import { duration, times } from "./format.mjs";

const SLICE = 15; // ms of a stretch of warming up
const BUDGET = 60; // ms of timed runs for each side

/**
 * Times each step of the report beside the same work in plain JavaScript, and refuses
 * a step whose two results differ.
 */
export class Timings {
  /** @type {{ step: string, work: string, ours: number, javascript: number, difference: number }[]} */
  rows = [];

  /**
   * Runs both sides, compares what they return, times them and notes the row. When timed, each side
   * is handed its own result again, to write into if it likes: fresh arrays would time the collector.
   *
   * @template T
   * @param {object} comparison
   * @param {string} comparison.step - What is computed.
   * @param {string} comparison.work - How much of it.
   * @param {(out?: T) => T} comparison.ours
   * @param {(out?: Float64Array) => ArrayLike<number>} comparison.javascript
   * @param {(result: T) => ArrayLike<number>} [comparison.read] - The numbers of our result, in the order of JavaScript's.
   * @param {number} [comparison.tolerance] - Largest difference allowed, as a part of the largest number.
   * @returns {T} Our result.
   */
  compare({ step, work, ours, javascript, read = (result) => result.data ?? result, tolerance = 1e-12 }) {
    const result = ours();
    const expected = javascript();
    const difference = largestDifference(read(result), expected);
    if (!(difference <= tolerance)) {
      throw new Error(`${step}: differs from plain JavaScript by ${difference}, allowed is ${tolerance}`);
    }
    const row = {
      step,
      work,
      ...race(
        () => ours(result),
        () => javascript(expected),
      ),
      difference,
    };
    this.rows.push(row);
    const faster = times(row.javascript / row.ours);
    console.log(`   ${step}, ${work}: ${duration(row.ours)}, plain JavaScript ${duration(row.javascript)} (${faster})`);
    return result;
  }
}

/** Largest |a − b| as a part of the largest |b|; infinite for lengths that differ. */
export function largestDifference(a, b) {
  if (a.length !== b.length) return Infinity;
  let difference = 0;
  let scale = 0;
  for (let n = 0; n < a.length; n++) {
    const gap = Math.abs(a[n] - b[n]);
    // A NaN on either side must not pass for equal.
    if (!(gap <= difference)) difference = Number.isNaN(gap) ? Infinity : gap;
    scale = Math.max(scale, Math.abs(b[n]));
  }
  return scale === 0 ? difference : difference / scale;
}

/** Milliseconds of a run, from few of them: warmed up for a moment, then the lower quartile of what a moment holds, at least three. */
export function briefly(run, moment = 30) {
  let repeats = 1;
  for (let spent = 0; spent < moment; ) {
    const ms = timed(run, repeats);
    spent += ms;
    if (ms < 1) repeats *= 2;
  }
  const samples = [];
  for (let spent = 0; spent < moment || samples.length < 3; ) {
    const ms = timed(run, repeats);
    spent += ms;
    samples.push(ms / repeats);
  }
  return samples.sort((p, q) => p - q)[samples.length >> 2];
}

/**
 * Milliseconds of both sides, run in turns so that both meet the same disturbances: the lower quartile,
 * as whatever else a machine does can only add time.
 */
function race(ours, javascript) {
  const sides = [ours, javascript].map((run) => ({ run, repeats: warmedUp(run), samples: [], spent: 0 }));
  while (sides.some(({ spent }) => spent < BUDGET)) {
    for (const side of sides) {
      if (side.spent >= BUDGET && side.samples.length >= 5) continue;
      const ms = timed(side.run, side.repeats);
      side.samples.push(ms / side.repeats);
      side.spent += ms;
    }
  }
  const [a, b] = sides.map(({ samples }) => samples.sort((p, q) => p - q)[samples.length >> 2]);
  return { ours: a, javascript: b };
}

/**
 * Runs until the engine has compiled the code, which it does beside the work and on a busy machine late:
 * until a slice of time is hardly faster than the one before. Returns how many runs the clock can measure.
 */
function warmedUp(run) {
  let repeats = 1;
  let before = Infinity;
  for (let slices = 0; ; ) {
    const ms = timed(run, repeats);
    if (ms < SLICE) {
      repeats *= 2;
      continue;
    }
    const each = ms / repeats;
    slices++;
    if (slices >= 20 || (slices >= 5 && each > 0.85 * before)) return Math.max(1, Math.round(2 / each));
    before = each;
  }
}

/** Milliseconds of `repeats` runs: by the clock, or the process's own where those are fewer, as on a shared core. */
function timed(run, repeats) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (let n = 0; n < repeats; n++) run();
  const { user, system } = process.cpuUsage(cpu);
  const wall = performance.now() - start;
  const own = (user + system) / 1000;
  // Where the system counts in ticks, a short stretch may have had none.
  return own > wall / 20 ? Math.min(wall, own) : wall;
}
