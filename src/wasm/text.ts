/*
 * How the wasm travels inside the JavaScript: as printable letters that gzip packs better than the bytes themselves (6.3 KB for
 * the transforms; bytes take 9.0, hexadecimal digits 10.2, base64 13.5). Our own, since an AudioWorklet has neither atob nor Buffer.
 * scripts/text.mjs writes what `decode` reads, from these same tables.
 */

/** Digits are the letters from # to ~ without the backslash, 91 of them; what is of this rank or above takes two. */
export const DIGITS = 91;
export const SINGLE = 89;

/**
 * What a letter or two stand for, by rank: first whole instructions, sum, difference and product, a load to all lanes, a store and a load; then single
 * bytes, those of these ranges before the others, from and to in turn, which kernels have most of.
 */
export const ranked: readonly (readonly number[])[] = /* @__PURE__ */ rank([[228, 1], [229, 1], [230, 1], [9, 2], [11, 4], [0, 4]], [0, 44, 63, 65, 95, 127, 253, 253]);

/**
 * The byte after 0xfd names a vector instruction. Of these pairs the first works on float32 lanes, the second does the same on
 * float64. In the text the first means the type of the last such instruction and the second the other type, so that a
 * kernel's two instances read alike. The first pair loads a number to all lanes: of a float64, the alignment behind it is written as one less, and a
 * distance that the instructions before it add to its pointer as half of it, which is its bits turned by one.
 */
export const twins: readonly number[] = [9, 10, 228, 240, 229, 241, 230, 242, 133, 135, 134, 136];

export const I32_CONST = 0x41;
export const I32_ADD = 0x6a;

/**
 * What stands behind these names a local variable. Where a kernel's two instances differ in a few instructions, their variables differ everywhere, so
 * that these are written apart, behind all else and a blank: that takes a tenth off the packed text.
 */
export const LOCAL_GET = 0x20;
export const LOCAL_TEE = 0x22;

/** The bytes of a text. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const [codes, locals] = text.split(" ").map(codesOf);
  const bytes: number[] = [];
  let type = 0;
  let aligned = 0;
  let next = 0;
  const give = (code: number): void => {
    let byte = code ^ aligned;
    aligned = 0;
    const twin = bytes[bytes.length - 1] === 0xfd ? twins.indexOf(byte) : -1;
    if (twin >= 0) {
      type ^= twin & 1;
      byte = twins[(twin & ~1) | type];
      const distance = bytes.length - 3;
      if (twin < 2) aligned = type;
      if (aligned && bytes[distance - 1] === I32_CONST && bytes[distance + 1] === I32_ADD) bytes[distance] = ((bytes[distance] * 257) >> 7) & 255;
    }
    bytes.push(byte);
  };
  for (const code of codes) {
    give(code);
    if (code >= LOCAL_GET && code <= LOCAL_TEE && next < locals.length) give(locals[next++]);
  }
  return Uint8Array.from(bytes);
}

function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = digit(text, at++);
    if (value >= SINGLE) value += (value - SINGLE) * (DIGITS - 1) + digit(text, at++);
    codes.push(...ranked[value]);
  }
  return codes;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code - (code > 92 ? 36 : 35);
}

function rank(instructions: readonly (readonly number[])[], ranges: readonly number[]): number[][] {
  const order = new Set<number>();
  for (let i = 0; i < ranges.length; i += 2) for (let byte = ranges[i]; byte <= ranges[i + 1]; byte++) order.add(byte);
  for (let byte = 0; byte < 256; byte++) order.add(byte);
  return [...instructions.map((rest) => [0xfd, ...rest]), ...Array.from(order, (byte) => [byte])];
}
