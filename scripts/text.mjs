/** Writes bytes as src/wasm/text.ts reads them. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { root } from "./tree.mjs";

const reader = transformSync(readFileSync(`${root}src/wasm/text.ts`, "utf8"), { loader: "ts" }).code;
const { DIGITS, SINGLE, ranked, twins } = await import(`data:text/javascript,${encodeURIComponent(reader)}`);

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  let text = "";
  let type = 0;
  bytes.forEach((byte, i) => {
    const twin = bytes[i - 1] === 0xfd ? twins.indexOf(byte) : -1;
    if (twin >= 0) {
      byte = twins[(twin & ~1) | (type ^ (twin & 1))];
      type = twin & 1;
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
