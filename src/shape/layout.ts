/** Where channels stand in arrays: before the space, or after it. */
export type Layout = "nchw" | "nhwc";
