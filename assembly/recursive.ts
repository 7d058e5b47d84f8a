/** The module of the filters that feed their outputs back. */
export * from "./recursive/lfilter";
