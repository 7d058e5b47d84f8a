/** The module of the direct sums. */
export * from "./direct/correlate";
export * from "./direct/correlatePairs";
