/** Those kernels of the module nn whose code differs in the relaxed build. */
export * from "../gemm/gather";
export * from "../gemm/pixels";
