/** The module of the layers of networks. */
export * from "./gemm/gather";
export * from "./gemm/finish";
export * from "./layout/transpose";
export * from "./layout/copy";
