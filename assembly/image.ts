export { keep_u8, keep_u16, keep_f32, keep_f64 } from "./image/keep";
export { pad_u8, pad_u16, pad_f32, pad_f64 } from "./image/pad";
export { narrow_u8, narrow_u16, narrow_i32 } from "./image/narrow";
export { resolve_u8, resolve_u16, resolve_i16, resolve_f64 } from "./image/resolve";
export { offset_f32, offset_f64 } from "./image/offset";
export { pairs_u8, pairs_u16, pairs_i16 } from "./image/pairs";
export { dots_u8, dots_i16, dots_u16, dots_in_doubt_u8, dots_in_doubt_i16, dots_in_doubt_u16 } from "./image/dots";
export { gather_u8, gather_f32, gather_f64, scatter_f32, scatter_f64 } from "./image/gather";
export { settle_u8 } from "./image/settle";
