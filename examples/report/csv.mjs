import { readFileSync } from "node:fs";

/**
 * Reads a table of numbers with one header line.
 *
 * @param {URL} file
 * @returns {Record<string, Float64Array>} One column a header word.
 */
export function readColumns(file) {
  const [header, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  return Object.fromEntries(header.split(",").map((name, c) => [name, Float64Array.from(rows, (row) => row[c])]));
}
