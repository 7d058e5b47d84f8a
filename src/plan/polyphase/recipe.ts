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
 * A change of rate as a decision. Samples that the same output step reads in turn are brought together: plane d of a block holds every D-th sample
 * from the d-th on, D the input step. Then each phase is a plain sum over a table of taps, and its outputs follow one another.
 */
export interface PolyphaseRecipe {
  readonly algorithm: "polyphase";
  readonly precision: Precision;
  readonly up: number;
  readonly phases: readonly Phase[];
  /** Input samples from one output of a phase to the next: the number of planes. */
  readonly inputStep: number;
  /** Outputs from one output of a phase to the next: the number of phases. */
  readonly outputStep: number;
  /** Where plane 0 starts against the block's first output, in steps of inputs. */
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
  const { phases, inputStep, outputStep } = phasesOf(up, down, shift, taps);
  const first = phases.reduce((least, { input, count }) => Math.min(least, input - Math.max(0, count - 1)), Infinity);
  const last = phases.reduce((most, { input }) => Math.max(most, input), -Infinity);
  const lead = Math.floor(first / inputStep);
  const extra = Math.floor(last / inputStep) - lead;
  const numbers = ((precision === "float32" ? 2 : 1) * BUDGET) / (inputStep + 1);
  const all = Math.ceil(outputs / outputStep);
  // a run no shorter than the kernel reads at most twice what it needs
  const run = Math.min(all, Math.max(extra, Math.floor(numbers) - extra, 1));
  const pitch = run + extra;
  const together = run < all ? 1 : Math.max(1, Math.min(lines, Math.floor(numbers / pitch)));
  return { algorithm: "polyphase", precision, up, phases, inputStep, outputStep, lead, run, pitch, lines: together };
}
