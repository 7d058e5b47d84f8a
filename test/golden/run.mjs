/** Prints the hashes of the built package's outputs: node test/golden/run.mjs [url of its index.js] > test/golden/hash.json */
import { golden } from "./outputs.mjs";

const library = await import(process.argv[2] ?? new URL("../../dist/index.js", import.meta.url).href);
console.log(JSON.stringify(golden(library), null, 2));
