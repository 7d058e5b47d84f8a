/** A wasm module read without compiling it: Node 20 refuses the relaxed ones. */
export interface ModuleText {
  /** Names of its sections, in order; "custom" for any of one's own. */
  readonly sections: readonly string[];
  readonly imports: readonly { module: string; name: string; kind: string }[];
  readonly exports: readonly { name: string; kind: string }[];
  /** Custom sections: name → content as text. */
  readonly custom: ReadonlyMap<string, string>;
}

const SECTIONS = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count"];
const KINDS = ["function", "table", "memory", "global", "tag"];

export function readModule(bytes: Uint8Array): ModuleText {
  let at = 8;
  const integer = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const text = (length: number): string => new TextDecoder().decode(bytes.subarray(at, (at += length)));
  const limits = (): void => {
    for (let left = bytes[at++] & 1 ? 2 : 1; left > 0; left--) integer();
  };
  const sections: string[] = [];
  const imports: { module: string; name: string; kind: string }[] = [];
  const exports: { name: string; kind: string }[] = [];
  const custom = new Map<string, string>();
  while (at < bytes.length) {
    const section = SECTIONS[bytes[at++]];
    sections.push(section);
    const end = integer() + at;
    if (section === "custom") custom.set(text(integer()), text(end - at));
    if (section === "import") {
      for (let left = integer(); left > 0; left--) {
        const entry = { module: text(integer()), name: text(integer()), kind: KINDS[bytes[at++]] };
        imports.push(entry);
        if (entry.kind === "function") integer();
        else if (entry.kind === "memory") limits();
        else break;
      }
    }
    if (section === "export") {
      for (let left = integer(); left > 0; left--) {
        exports.push({ name: text(integer()), kind: KINDS[bytes[at++]] });
        integer();
      }
    }
    at = end;
  }
  return { sections, imports, exports, custom };
}
