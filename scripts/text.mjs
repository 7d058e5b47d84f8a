/** Writes bytes as src/wasm/text.ts reads them. */
import { source } from "./source.mjs";

const { DIGITS, I32_ADD, I32_CONST, SINGLE, ranked, twins } = await source("wasm/text.ts");

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  let text = "";
  let type = 0;
  let aligned = 0;
  bytes.forEach((byte, i) => {
    const twin = bytes[i - 1] === 0xfd ? twins.indexOf(byte) : -1;
    const distance = bytes[i - 1] === I32_CONST && bytes[i + 1] === I32_ADD && bytes[i + 2] === 0xfd && bytes[i + 3] === twins[1];
    if (distance) byte = ((byte * 257) >> 1) & 255;
    byte ^= aligned;
    aligned = 0;
    if (twin >= 0) {
      byte = twins[(twin & ~1) | (type ^ (twin & 1))];
      type = twin & 1;
      if (twin < 2) aligned = type;
    }
    const rank = ranked.indexOf(byte);
    if (rank < SINGLE) text += letter(rank);
    else text += letter(SINGLE + Math.floor((rank - SINGLE) / DIGITS)) + letter((rank - SINGLE) % DIGITS);
  });
  return text;
}

function letter(digit) {
  return String.fromCharCode(digit + (digit + 35 >= 92 ? 36 : 35));
}
