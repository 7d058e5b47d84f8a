/** The module that every façade needs: types and values of arrays. */
export * from "./array/convert";
export * from "./array/measure";
export * from "./array/replace";
