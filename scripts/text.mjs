/** Writes bytes as src/wasm/text.ts reads them. */
import { source } from "./source.mjs";

const { DIGITS, I32_ADD, I32_CONST, LOCAL_GET, LOCAL_TEE, SINGLE, ranked, twins } = await source("wasm/text.ts");

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  const codes = [];
  const locals = [];
  let isLocal = false;
  for (const code of codesOf(bytes)) {
    (isLocal ? locals : codes).push(code);
    isLocal = !isLocal && code >= LOCAL_GET && code <= LOCAL_TEE;
  }
  return `${lettersOf(codes)} ${lettersOf(locals)}`;
}

function lettersOf(codes) {
  let text = "";
  for (let at = 0; at < codes.length; ) {
    const rank = ranked.findIndex((run) => run.every((code, i) => code === codes[at + i]));
    if (rank < SINGLE) text += letter(rank);
    else text += letter(SINGLE + Math.floor((rank - SINGLE) / DIGITS)) + letter((rank - SINGLE) % DIGITS);
    at += ranked[rank].length;
  }
  return text;
}

/** The bytes with float64 instructions written as their twins. */
function codesOf(bytes) {
  let type = 0;
  let aligned = 0;
  return Array.from(bytes, (byte, i) => {
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
    return byte;
  });
}

function letter(digit) {
  return String.fromCharCode(digit + (digit + 35 >= 92 ? 36 : 35));
}
