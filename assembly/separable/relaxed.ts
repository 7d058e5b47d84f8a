/** Of the passes along rows and columns those whose code differs with fused multiply-add. */
export * from "./fold";
