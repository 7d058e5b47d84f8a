/** What has to be known of samples, and mended in them, around a transform. */
export * from "./measure/measure";
export * from "./measure/replace";
