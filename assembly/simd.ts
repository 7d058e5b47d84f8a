/**
 * a·b + c in every lane, rounded twice: the product, then the sum. Where c is a variable the relaxed build rounds once, on hardware with a fused
 * multiply-add (src/wasm/fused.ts makes one instruction of both).
 */
// @ts-ignore: decorator
@inline
export function madd<T>(a: v128, b: v128, c: v128): v128 {
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** c − a·b in every lane. */
// @ts-ignore: decorator
@inline
export function nmadd<T>(a: v128, b: v128, c: v128): v128 {
  return v128.sub<T>(c, v128.mul<T>(a, b));
}

/** The number at p in every lane. */
// @ts-ignore: decorator
@inline
export function splat<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(p) : v128.load64_splat(p);
}
