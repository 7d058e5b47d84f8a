import { convolve } from "../../../dist/index.js";

registerProcessor(
  "convolving",
  class extends AudioWorkletProcessor {
    process() {
      this.port.postMessage({ y: [...convolve([1, 2, 3], [1, 1])], atob: typeof atob });
      return false;
    }
  },
);
