/** The module that every façade needs: types, strides and layouts of arrays. */
export * from "./array/convert";
