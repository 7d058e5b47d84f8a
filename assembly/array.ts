/** The module that every façade needs: types of arrays. */
export * from "./array/convert";
