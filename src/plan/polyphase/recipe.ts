import type { Precision } from "../../array/dtype.js";
import { type Phase, phasesOf } from "../../shape/polyphase.js";

/** A change of rate as a request: y[m] = Σ_k h[k] · u[m·down + shift − k] for 0 ≤ m < outputs, u being x with up − 1 zeros after each sample. */
export interface Rates {
  readonly up: number;
  readonly down: number;
  readonly shift: number;
  readonly taps: number;
  readonly outputs: number;
  /** How many signals of equal length there are. */
  readonly lines: number;
}

/**
 * A change of rate as a decision. Samples that the same output step reads in turn are brought together: a plane of a block holds every D-th sample
 * from one on, D the input step. Then each phase is a plain sum over a table of taps, and its outputs follow one another.
 */
export interface PolyphaseRecipe {
  readonly algorithm: "polyphase";
  readonly precision: Precision;
  readonly up: number;
  readonly phases: readonly Phase[];
  /** Input samples from one output of a phase to the next. */
  readonly inputStep: number;
  /** Outputs from one output of a phase to the next. */
  readonly outputStep: number;
  /** The first sample of each plane, from 0 to D − 1 in rising order; those that no tap meets are left out. */
  readonly planes: readonly number[];
  /** Where the planes start against the block's first output, in steps of inputs. */
  readonly lead: number;
  /** Outputs of a phase in a block, of one line. */
  readonly run: number;
  /** Numbers of a plane, of one line. */
  readonly pitch: number;
  /** Lines in a block. */
  readonly lines: number;
}

/** Numbers of a block, input and outputs, so that they lie in the second-level cache together. */
const BUDGET = 32768;

export function polyphaseRecipe(rates: Rates, precision: Precision): PolyphaseRecipe {
  const { up, down, shift, taps, outputs, lines } = rates;
  const { phases, inputStep, outputStep } = phasesOf(up, down, shift, taps, outputs);
  const first = phases.reduce((least, { input, count }) => Math.min(least, input - Math.max(0, count - 1)), Infinity);
  const last = phases.reduce((most, { input }) => Math.max(most, input), -Infinity);
  const lead = Math.floor(first / inputStep);
  const extra = Math.floor(last / inputStep) - lead;
  const planes = planesOf(phases, inputStep);
  const numbers = ((precision === "float32" ? 2 : 1) * BUDGET) / (planes.length + 1);
  const all = Math.ceil(outputs / outputStep);
  // a run no shorter than the kernel reads at most twice what it needs
  const run = Math.min(all, Math.max(extra, Math.floor(numbers) - extra, 1));
  const pitch = run + extra;
  const together = run < all ? 1 : Math.max(1, Math.min(lines, Math.floor(numbers / pitch)));
  return { algorithm: "polyphase", precision, up, phases, inputStep, outputStep, planes, lead, run, pitch, lines: together };
}

function planesOf(phases: readonly Phase[], inputStep: number): number[] {
  const met = new Set<number>();
  for (const { input, count } of phases) {
    for (let i = 0; i < Math.min(count, inputStep); i++) met.add((((input - i) % inputStep) + inputStep) % inputStep);
    if (met.size === inputStep) break;
  }
  return [...met].sort((a, b) => a - b);
}
