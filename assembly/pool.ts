/** The module of the pools. */
export * from "./pool/rows";
export * from "./pool/lines";
export * from "./pool/halves";
export * from "./pool/spread";
export * from "./pool/indices";
export * from "./pool/numbers";
