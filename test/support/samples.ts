/** The nearest integer, the even one of two. */
export const even = (value: number): number => {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (Math.abs(floor) % 2) : Math.round(value);
};
/** The value between two bounds; −0 becomes 0. */
export const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most) + 0;
const all = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };
/** The arrays by the types of kernels; what they have in common is what a test of all types needs. */
export const holders = all as unknown as Record<keyof typeof all, Uint8ArrayConstructor>;
/** The least and the greatest of short integers. */
export const ranges = { u8: [0, 255], u16: [0, 65535], i16: [-32768, 32767] } as const;
export type Short = keyof typeof ranges;
export const shorts = Object.keys(ranges) as Short[];
/** Every tail after zero to several blocks. */
export const TAILS = Array.from({ length: 70 }, (_, n) => n);
