/** The module of deconvolution: what its iterations do to every number, beside the convolutions. */
export * from "./restoration/lucy";
export * from "./restoration/accelerated";
export * from "./restoration/variation";
export * from "./restoration/quotient";
