import { camel, type Case, type Entry, input, type Outcome } from "./cases";

/** Any function of ours, by its public name: the cases are data, and their types are not known here. */
export type Call = (...given: unknown[]) => unknown;

export interface Row {
  /** Our function, by its public name. */
  readonly name: string;
  /** What it returns for a case, by the names of the case's outputs. */
  readonly run: (call: Call, given: Case) => Record<string, Outcome>;
}

/** The arrays of a case by name, as a caller would have them. */
export function arraysOf({ inputs }: Case): Record<string, Outcome> {
  return Object.fromEntries(inputs.map((entry: Entry) => [entry.name, input(entry)]));
}

const ranks = [1, 2, 3] as const;
const everyRank = (rowOf: (rank: number) => [op: string, row: Row][]): Record<string, Row> => Object.fromEntries(ranks.flatMap(rowOf));

/** Our words for torch's params: `padding_mode` is `paddingMode`; what the case leaves out, so do we. */
const options = (given: Case, ...without: string[]): Record<string, unknown> => camel(given.params, ...without);

const convolution = (op: string, name: string): [string, Row][] => [
  [op, { name: `nn.${name}`, run: (call, given) => {
    const { input: x, weight, bias } = arraysOf(given);
    return { out: call(x, weight, { ...options(given), bias }) as Outcome };
  } }],
  [`${op}.backward`, { name: `nn.${name}Backward`, run: (call, given) => {
    const { input: x, weight, grad_output } = arraysOf(given);
    const { gradInput, gradWeight, gradBias } = call(grad_output, x, weight, options(given)) as Record<string, Outcome>;
    return { grad_input: gradInput, grad_weight: gradWeight, grad_bias: gradBias };
  } }],
];

const pool = (op: string, name: string): [string, Row][] => [
  [op, { name: `nn.${name}`, run: (call, given) => {
    const result = call(arraysOf(given).input, { ...options(given), ...(given.outputs.length > 1 ? { returnIndices: true } : {}) });
    return given.outputs.length > 1 ? indexed(result) : { out: result as Outcome };
  } }],
  backward(op, name, (given) => options(given)),
];

const adaptive = (op: string, name: string): [string, Row][] => [
  [op, { name: `nn.${name}`, run: (call, given) => {
    const { input: x } = arraysOf(given);
    const result = given.outputs.length > 1 ? call(x, given.params.output_size, { returnIndices: true }) : call(x, given.params.output_size);
    return given.outputs.length > 1 ? indexed(result) : { out: result as Outcome };
  } }],
  backward(op, name, (given) => options(given)),
];

function indexed(result: unknown): Record<string, Outcome> {
  const { output, indices } = result as Record<string, Outcome>;
  return { out: output, indices };
}

function backward(op: string, name: string, given: (given: Case) => Record<string, unknown>): [string, Row] {
  return [`${op}.backward`, { name: `nn.${name}Backward`, run: (call, it) => {
    const { input: x, grad_output } = arraysOf(it);
    return { grad_input: call(grad_output, x, given(it)) as Outcome };
  } }];
}

const plain = (op: string, first: readonly string[]): [string, Row][] => [
  [op, { name: `nn.${op}`, run: (call, given) => ({ out: call(arraysOf(given).input, ...first.map((param) => given.params[param]), options(given, ...first)) as Outcome }) }],
  backward(op, op, (given) => options(given)),
];

/** torch.nn.functional's names, each with the function of ours that computes the same. */
export const torchRows: Record<string, Row> = {
  ...everyRank((n) => convolution(`conv${n}d`, `conv${n}d`)),
  ...everyRank((n) => convolution(`conv_transpose${n}d`, `convTranspose${n}d`)),
  ...everyRank((n) => pool(`max_pool${n}d`, `maxPool${n}d`)),
  ...everyRank((n) => pool(`avg_pool${n}d`, `avgPool${n}d`)),
  ...everyRank((n) => pool(`lp_pool${n}d`, `lpPool${n}d`)),
  ...everyRank((n) => adaptive(`adaptive_max_pool${n}d`, `adaptiveMaxPool${n}d`)),
  ...everyRank((n) => adaptive(`adaptive_avg_pool${n}d`, `adaptiveAvgPool${n}d`)),
  ...everyRank((n) => [[`max_unpool${n}d`, { name: `nn.maxUnpool${n}d`, run: (call, given) => {
    const { input: x, indices } = arraysOf(given);
    return { out: call(x, indices, options(given)) as Outcome };
  } }]]),
  ...Object.fromEntries([...plain("unfold", []), ...plain("fold", []), ...plain("pad", ["pad"])]),
};
