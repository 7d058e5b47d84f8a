/**
 * What this engine can do on this machine at all: loops without any other work,
 * to which the times of the library are compared. Each returns or stores its
 * sums, so that nothing is optimised away.
 */
import { madd } from "../../assembly/simd";

/** Twelve independent chains s = s·a + b in registers; rounds · 12 vectors, two operations a lane. */
// @ts-ignore: decorator
@inline
function muladd<T>(at: usize, rounds: i32): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  let s0 = b, s1 = a, s2 = b, s3 = a, s4 = b, s5 = a, s6 = b, s7 = a, s8 = b, s9 = a, s10 = b, s11 = a;
  for (let i = 0; i < rounds; i++) {
    s0 = madd<T>(s0, a, b);
    s1 = madd<T>(s1, a, b);
    s2 = madd<T>(s2, a, b);
    s3 = madd<T>(s3, a, b);
    s4 = madd<T>(s4, a, b);
    s5 = madd<T>(s5, a, b);
    s6 = madd<T>(s6, a, b);
    s7 = madd<T>(s7, a, b);
    s8 = madd<T>(s8, a, b);
    s9 = madd<T>(s9, a, b);
    s10 = madd<T>(s10, a, b);
    s11 = madd<T>(s11, a, b);
  }
  const even = v128.add<T>(v128.add<T>(v128.add<T>(s0, s2), v128.add<T>(s4, s6)), v128.add<T>(s8, s10));
  const odd = v128.add<T>(v128.add<T>(v128.add<T>(s1, s3), v128.add<T>(s5, s7)), v128.add<T>(s9, s11));
  v128.store(at, v128.add<T>(even, odd), 32);
}

/**
 * The inner loop of a matrix product in L1: four rows by two vectors of columns,
 * K steps, `times` over. Reads a[4 K] and b[2 K vectors], writes 8 vectors to y.
 */
// @ts-ignore: decorator
@inline
function gemm4x2<T>(a: usize, b: usize, y: usize, K: i32, times: i32): void {
  for (let t = 0; t < times; t++) {
    let s00 = v128.splat<T>(<T>0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    let p = a;
    let q = b;
    for (let k = 0; k < K; k++) {
      const b0 = v128.load(q);
      const b1 = v128.load(q, 16);
      const a0 = splat<T>(p);
      s00 = madd<T>(a0, b0, s00);
      s01 = madd<T>(a0, b1, s01);
      const a1 = splat<T>(p + sizeof<T>());
      s10 = madd<T>(a1, b0, s10);
      s11 = madd<T>(a1, b1, s11);
      const a2 = splat<T>(p + 2 * sizeof<T>());
      s20 = madd<T>(a2, b0, s20);
      s21 = madd<T>(a2, b1, s21);
      const a3 = splat<T>(p + 3 * sizeof<T>());
      s30 = madd<T>(a3, b0, s30);
      s31 = madd<T>(a3, b1, s31);
      p += 4 * sizeof<T>();
      q += 32;
    }
    v128.store(y, s00, 0);
    v128.store(y, s01, 16);
    v128.store(y, s10, 32);
    v128.store(y, s11, 48);
    v128.store(y, s20, 64);
    v128.store(y, s21, 80);
    v128.store(y, s30, 96);
    v128.store(y, s31, 112);
  }
}

// @ts-ignore: decorator
@inline
function splat<T>(p: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(p) : v128.load64_splat(p);
}

export function muladd_f32(at: usize, rounds: i32): void {
  muladd<f32>(at, rounds);
}

export function muladd_f64(at: usize, rounds: i32): void {
  muladd<f64>(at, rounds);
}

export function gemm_f32(a: usize, b: usize, y: usize, K: i32, times: i32): void {
  gemm4x2<f32>(a, b, y, K, times);
}

export function gemm_f64(a: usize, b: usize, y: usize, K: i32, times: i32): void {
  gemm4x2<f64>(a, b, y, K, times);
}

/** Adds up `bytes`, a multiple of 64, by four vectors. */
export function read(from: usize, bytes: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (const end = from + bytes; from < end; from += 64) {
    s0 = f32x4.add(s0, v128.load(from, 0));
    s1 = f32x4.add(s1, v128.load(from, 16));
    s2 = f32x4.add(s2, v128.load(from, 32));
    s3 = f32x4.add(s3, v128.load(from, 48));
  }
  return f32x4.extract_lane(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), 0);
}

/** Copies `bytes`, a multiple of 64, by vectors. */
export function copy(from: usize, to: usize, bytes: usize): void {
  for (const end = from + bytes; from < end; from += 64, to += 64) {
    v128.store(to, v128.load(from, 0), 0);
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
}

/** Copies by the instruction made for it. */
export function copy_bulk(from: usize, to: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/** Does nothing: what a call from JavaScript costs. */
export function call(a: i32, b: i32): i32 {
  return a + b;
}
