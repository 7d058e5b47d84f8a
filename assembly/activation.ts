/** The module of the activations. */
export * from "./activation/apply";
export * from "./activation/softmax";
