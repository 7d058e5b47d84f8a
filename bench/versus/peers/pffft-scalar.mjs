import PFFFT from "@echogarden/pffft-wasm";
import { preparePffft } from "./pffft.mjs";

export async function prepare(row, work, out) {
  return preparePffft(await PFFFT(), row, work, out);
}
