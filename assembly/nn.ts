/** The module of the layers of networks. */
export * from "./gemm/gather";
export * from "./gemm/finish";
export * from "./layout/transpose";
export * from "./layout/copy";
export * from "./winograd/tiles";
export * from "./direct/correlate";
export * from "./depthwise/finish";
