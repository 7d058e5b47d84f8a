import { features } from "../../dist/index.js";
import { startHeartbeat } from "./heartbeat.js";
import { startPicture } from "./picture.js";

startPicture();
await startHeartbeat();

const { version, variant, memoryBytes } = features();
const build = variant === "relaxed" ? "with fused multiply-add (relaxed SIMD)" : "with plain SIMD";
document.querySelector("#engine").textContent = `Version ${version} runs here ${build}, in ${(memoryBytes / 2 ** 20).toFixed(1)} MiB of memory.`;
