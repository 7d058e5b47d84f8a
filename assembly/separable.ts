/** Passes along rows and columns: filters whose kernel is a product of one for each axis. */
export * from "./separable/alternate";
export * from "./separable/fold";
export * from "./separable/interleave";
export * from "./separable/round";
export * from "./separable/widen";
export * from "./separable/box";
export * from "./separable/window";
