/** The module of the layers of networks. */
export * from "./gemm/gather";
export * from "./gemm/finish";
export * from "./gemm/pixels";
export { transpose_f32, transpose_f64 } from "./layout/transpose";
export * from "./layout/copy";
export * from "./layout/move";
export { total_f32, total_f64 } from "./layout/total";
export * from "./winograd/lines";
export * from "./winograd/tiles";
export * from "./winograd/weights";
export * from "./depthwise/finish";
export * from "./depthwise/innerProducts";
export * from "./depthwise/triples";
