/** Bytes of instructions: one that reads a local, the first of one on vectors, and the second of additions of floats; that of a product is two more. */
const GET = 0x20;
const VECTOR = 0xfd;
const ADD_F32 = 0xe4;
const ADD_F64 = 0xf0;

/**
 * Makes the relaxed build out of the plain one, in place: where a product is added to a sum that waits in a local, `multiply, get, add` become
 * `get` and a fused multiply-add. In place of what multiplied stand three instructions that do nothing, so that nothing else moves.
 */
export function fused(code: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < code.length - 7; at++) {
    const add = code[at + 6];
    const isSum = code[at] === VECTOR && code[at + 3] === GET && code[at + 5] === VECTOR && code[at + 1] === add + 2;
    if (!isSum || (add !== ADD_F32 && add !== ADD_F64)) continue;
    code.fill(1, at, at + 3);
    code.set([add === ADD_F32 ? 0x85 : 0x87, 2], at + 6);
  }
  return code;
}
