/** The bytes of an ONNX model, y = Conv(x, w) or Conv(Pad(x), w), or a chain of operators, written by hand: protobuf fields as the format numbers them. */

const FLOAT = 1;
const INT64 = 7;

/**
 * @param mirror - Margin of the picture that is mirrored before the sum; 0 for none.
 */
export function model({ input, kernel, pads, mirror, weights }) {
  const initializers = [tensor("w", FLOAT, kernel, new Uint8Array(weights.slice().buffer))];
  const nodes = [];
  if (mirror > 0) {
    const margins = BigInt64Array.from([0, 0, mirror, mirror, 0, 0, mirror, mirror].map(BigInt));
    initializers.push(tensor("margins", INT64, [margins.length], new Uint8Array(margins.buffer)));
    nodes.push(node("Pad", ["x", "margins"], ["padded"], [attribute("mode", [...text(4, "reflect"), ...integer(20, 3)])]));
  }
  nodes.push(
    node("Conv", [mirror > 0 ? "padded" : "x", "w"], ["y"], [
      attribute("kernel_shape", integers(kernel.slice(2))),
      attribute("pads", integers(pads)),
    ]),
  );
  return assembled(nodes, initializers, input);
}

/**
 * A chain of operators from x to y, each with its weight.
 *
 * @param steps - `{ operator, attributes, weight }`: lists of integers by name or one integer, and `{ shape, values }` where there is a weight.
 */
export function chainModel(input, steps) {
  const names = ["x", ...steps.slice(1).map((_, n) => `x${n}`), "y"];
  const nodes = steps.map(({ operator, attributes = {}, weight }, n) =>
    node(operator, [names[n], ...(weight ? [`w${n}`] : [])], [names[n + 1]], Object.entries(attributes).map(([name, given]) =>
      attribute(name, Array.isArray(given) ? integers(given) : [...integer(3, given), ...integer(20, 2)]))));
  const initializers = steps.flatMap(({ weight }, n) => (weight ? [tensor(`w${n}`, FLOAT, weight.shape, new Uint8Array(weight.values.slice().buffer))] : []));
  return assembled(nodes, initializers, input);
}

function assembled(nodes, initializers, input) {
  const graph = [
    ...nodes.flatMap((bytes) => field(1, bytes)),
    ...text(2, "g"),
    ...initializers.flatMap((bytes) => field(5, bytes)),
    ...field(11, value("x", input)),
    ...field(12, value("y", input.map((size, axis) => (axis < 1 ? size : undefined)))),
  ];
  return Uint8Array.from([...integer(1, 8), ...field(8, [...text(1, ""), ...integer(2, 13)]), ...field(7, graph)]);
}

function node(operator, inputs, outputs, attributes) {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, operator),
    ...attributes.flatMap((bytes) => field(5, bytes)),
  ];
}

function attribute(name, content) {
  return [...text(1, name), ...content];
}

function integers(values) {
  return [...values.flatMap((entry) => integer(8, entry)), ...integer(20, 7)];
}

function tensor(name, type, shape, bytes) {
  return [...shape.flatMap((size) => integer(1, size)), ...integer(2, type), ...text(8, name), ...field(9, bytes)];
}

/** An input or output: float32 of these sizes, an undefined one free. */
function value(name, shape) {
  const sizes = shape.flatMap((size) => field(1, size === undefined ? text(2, "s") : integer(1, size)));
  return [...text(1, name), ...field(2, field(1, [...integer(1, FLOAT), ...field(2, sizes)]))];
}

function text(number, characters) {
  return field(number, [...new TextEncoder().encode(characters)]);
}

/** A field of bytes: its number and wire type 2, the length, the bytes. */
function field(number, bytes) {
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

function integer(number, entry) {
  return [...varint(number * 8), ...varint(entry)];
}

function varint(entry) {
  const bytes = [];
  for (; entry >= 128; entry = Math.floor(entry / 128)) bytes.push((entry % 128) + 128);
  return [...bytes, entry];
}
