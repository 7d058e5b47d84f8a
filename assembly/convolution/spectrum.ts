import { backIm, backRe, even, Form, high, low, odd, put, timesIm, timesRe } from "../fft/layout";

/*
 * The innermost step of a convolution. After the passes every block stands for a
 * polynomial in z of as many coefficients as lanes, modulo z^lanes − ω; one more
 * radix, across the lanes, splits it into numbers. A vector of blocks at a time is
 * transposed for it, so that no lane waits for another.
 */

/**
 * H[b, j] = scale · Σ_l e^{−2πi lj/lanes} · w[b, l] · x[b, l]: a kernel's spectrum, whole vectors of blocks b.
 *
 *   reads     x[0 .. B-1]; w[b, l] for l > 0 as blocks over b
 *   writes    H[0 .. B-1], blocks over b, j in turn; may be x
 */
// @ts-ignore: decorator
@inline
function splitBlocks<T>(x: usize, H: usize, B: usize, w: usize, scale: T): void {
  const factor = v128.splat<T>(scale);
  for (const end = x + B * 32; x != end;) {
    if (sizeof<T>() == 8) {
      const b0r = v128.load(x), b0i = v128.load(x, 16), b1r = v128.load(x, 32), b1i = v128.load(x, 48);
      const a0r = even<T>(b0r, b1r), a0i = even<T>(b0i, b1i), ur = odd<T>(b0r, b1r), ui = odd<T>(b0i, b1i);
      const wr = v128.load(w), wi = v128.load(w, 16);
      const a1r = timesRe<T>(ur, ui, wr, wi), a1i = timesIm<T>(ur, ui, wr, wi);
      put<T>(H, v128.mul<T>(v128.add<T>(a0r, a1r), factor), v128.mul<T>(v128.add<T>(a0i, a1i), factor), Form.Blocks);
      put<T>(H + 32, v128.mul<T>(v128.sub<T>(a0r, a1r), factor), v128.mul<T>(v128.sub<T>(a0i, a1i), factor), Form.Blocks);
      x += 64, H += 64, w += 32;
    } else {
      const b0r = v128.load(x), b0i = v128.load(x, 16), b1r = v128.load(x, 32), b1i = v128.load(x, 48);
      const b2r = v128.load(x, 64), b2i = v128.load(x, 80), b3r = v128.load(x, 96), b3i = v128.load(x, 112);
      const e0r = even<T>(b0r, b1r), e0i = even<T>(b0i, b1i), o0r = odd<T>(b0r, b1r), o0i = odd<T>(b0i, b1i);
      const e1r = even<T>(b2r, b3r), e1i = even<T>(b2i, b3i), o1r = odd<T>(b2r, b3r), o1i = odd<T>(b2i, b3i);
      const u1r = even<T>(o0r, o1r), u1i = even<T>(o0i, o1i), u2r = odd<T>(e0r, e1r), u2i = odd<T>(e0i, e1i), u3r = odd<T>(o0r, o1r), u3i = odd<T>(o0i, o1i);
      const w1r = v128.load(w), w1i = v128.load(w, 16), w2r = v128.load(w, 32), w2i = v128.load(w, 48), w3r = v128.load(w, 64), w3i = v128.load(w, 80);
      const a0r = even<T>(e0r, e1r), a0i = even<T>(e0i, e1i), a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
      const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i), a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
      const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
      const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d13r = v128.sub<T>(a1r, a3r), d13i = v128.sub<T>(a1i, a3i);
      put<T>(H, v128.mul<T>(v128.add<T>(s02r, s13r), factor), v128.mul<T>(v128.add<T>(s02i, s13i), factor), Form.Blocks);
      put<T>(H + 32, v128.mul<T>(v128.add<T>(d02r, d13i), factor), v128.mul<T>(v128.sub<T>(d02i, d13r), factor), Form.Blocks);
      put<T>(H + 64, v128.mul<T>(v128.sub<T>(s02r, s13r), factor), v128.mul<T>(v128.sub<T>(s02i, s13i), factor), Form.Blocks);
      put<T>(H + 96, v128.mul<T>(v128.sub<T>(d02r, d13i), factor), v128.mul<T>(v128.add<T>(d02i, d13r), factor), Form.Blocks);
      x += 128, H += 128, w += 96;
    }
  }
}

/**
 * Splits x as above, multiplies by the kernel's spectrum H, and joins again:
 *
 *     y[b, l] = w̄[b, l] · Σ_j e^{+2πi lj/lanes} · H[b, j] · X[b, j],   X[b, j] = Σ_l e^{−2πi lj/lanes} · w[b, l] · x[b, l]
 *
 *   reads     x[0 .. B-1], H[0 .. B-1], w as above
 *   writes    y[0 .. B-1], which may be x
 */
// @ts-ignore: decorator
@inline
function multiplyBlocks<T>(x: usize, H: usize, y: usize, B: usize, w: usize): void {
  for (const end = x + B * 32; x != end;) {
    if (sizeof<T>() == 8) {
      const b0r = v128.load(x), b0i = v128.load(x, 16), b1r = v128.load(x, 32), b1i = v128.load(x, 48);
      const a0r = even<T>(b0r, b1r), a0i = even<T>(b0i, b1i), ur = odd<T>(b0r, b1r), ui = odd<T>(b0i, b1i);
      const wr = v128.load(w), wi = v128.load(w, 16);
      const a1r = timesRe<T>(ur, ui, wr, wi), a1i = timesIm<T>(ur, ui, wr, wi);
      const X0r = v128.add<T>(a0r, a1r), X0i = v128.add<T>(a0i, a1i), X1r = v128.sub<T>(a0r, a1r), X1i = v128.sub<T>(a0i, a1i);
      const h0r = v128.load(H), h0i = v128.load(H, 16), h1r = v128.load(H, 32), h1i = v128.load(H, 48);
      const Y0r = timesRe<T>(X0r, X0i, h0r, h0i), Y0i = timesIm<T>(X0r, X0i, h0r, h0i);
      const Y1r = timesRe<T>(X1r, X1i, h1r, h1i), Y1i = timesIm<T>(X1r, X1i, h1r, h1i);
      const dr = v128.sub<T>(Y0r, Y1r), di = v128.sub<T>(Y0i, Y1i);
      const c0r = v128.add<T>(Y0r, Y1r), c0i = v128.add<T>(Y0i, Y1i), c1r = backRe<T>(dr, di, wr, wi), c1i = backIm<T>(dr, di, wr, wi);
      put<T>(y, low<T>(c0r, c1r), low<T>(c0i, c1i), Form.Blocks);
      put<T>(y + 32, high<T>(c0r, c1r), high<T>(c0i, c1i), Form.Blocks);
      x += 64, H += 64, y += 64, w += 32;
    } else {
      // In the order in which registers run out: products wait where outputs will follow, and roots are loaded again (3 % of the time).
      const b0r = v128.load(x), b1r = v128.load(x, 32), b2r = v128.load(x, 64), b3r = v128.load(x, 96);
      const e0r = even<T>(b0r, b1r), o0r = odd<T>(b0r, b1r), e1r = even<T>(b2r, b3r), o1r = odd<T>(b2r, b3r);
      const a0r = even<T>(e0r, e1r), u1r = even<T>(o0r, o1r), u2r = odd<T>(e0r, e1r), u3r = odd<T>(o0r, o1r);
      const b0i = v128.load(x, 16), b1i = v128.load(x, 48), b2i = v128.load(x, 80), b3i = v128.load(x, 112);
      const e0i = even<T>(b0i, b1i), o0i = odd<T>(b0i, b1i), e1i = even<T>(b2i, b3i), o1i = odd<T>(b2i, b3i);
      const a0i = even<T>(e0i, e1i), u1i = even<T>(o0i, o1i), u2i = odd<T>(e0i, e1i), u3i = odd<T>(o0i, o1i);
      const w1r = v128.load(w), w1i = v128.load(w, 16), w3r = v128.load(w, 64), w3i = v128.load(w, 80);
      const a1r = timesRe<T>(u1r, u1i, w1r, w1i), a1i = timesIm<T>(u1r, u1i, w1r, w1i);
      const a3r = timesRe<T>(u3r, u3i, w3r, w3i), a3i = timesIm<T>(u3r, u3i, w3r, w3i);
      const s13r = v128.add<T>(a1r, a3r), s13i = v128.add<T>(a1i, a3i), d13r = v128.sub<T>(a1r, a3r), d13i = v128.sub<T>(a1i, a3i);
      const w2r = v128.load(w, 32), w2i = v128.load(w, 48);
      const a2r = timesRe<T>(u2r, u2i, w2r, w2i), a2i = timesIm<T>(u2r, u2i, w2r, w2i);
      const s02r = v128.add<T>(a0r, a2r), s02i = v128.add<T>(a0i, a2i), d02r = v128.sub<T>(a0r, a2r), d02i = v128.sub<T>(a0i, a2i);
      const X0r = v128.add<T>(s02r, s13r), X0i = v128.add<T>(s02i, s13i), X2r = v128.sub<T>(s02r, s13r), X2i = v128.sub<T>(s02i, s13i);
      const X1r = v128.add<T>(d02r, d13i), X1i = v128.sub<T>(d02i, d13r), X3r = v128.sub<T>(d02r, d13i), X3i = v128.add<T>(d02i, d13r);
      const h0r = v128.load(H, 0), h0i = v128.load(H, 16);
      const Y0r = timesRe<T>(X0r, X0i, h0r, h0i), Y0i = timesIm<T>(X0r, X0i, h0r, h0i);
      put<T>(y + 0, Y0r, Y0i, Form.Blocks);
      const h2r = v128.load(H, 64), h2i = v128.load(H, 80);
      const Y2r = timesRe<T>(X2r, X2i, h2r, h2i), Y2i = timesIm<T>(X2r, X2i, h2r, h2i);
      put<T>(y + 64, Y2r, Y2i, Form.Blocks);
      const h1r = v128.load(H, 32), h1i = v128.load(H, 48);
      const Y1r = timesRe<T>(X1r, X1i, h1r, h1i), Y1i = timesIm<T>(X1r, X1i, h1r, h1i);
      put<T>(y + 32, Y1r, Y1i, Form.Blocks);
      const h3r = v128.load(H, 96), h3i = v128.load(H, 112);
      const Y3r = timesRe<T>(X3r, X3i, h3r, h3i), Y3i = timesIm<T>(X3r, X3i, h3r, h3i);
      put<T>(y + 96, Y3r, Y3i, Form.Blocks);
      const p02r = v128.add<T>(Y0r, Y2r), p02i = v128.add<T>(Y0i, Y2i), m02r = v128.sub<T>(Y0r, Y2r), m02i = v128.sub<T>(Y0i, Y2i);
      const p13r = v128.add<T>(Y1r, Y3r), p13i = v128.add<T>(Y1i, Y3i), m13r = v128.sub<T>(Y1r, Y3r), m13i = v128.sub<T>(Y1i, Y3i);
      const v1r = v128.sub<T>(m02r, m13i), v1i = v128.add<T>(m02i, m13r), v3r = v128.add<T>(m02r, m13i), v3i = v128.sub<T>(m02i, m13r);
      const v2r = v128.sub<T>(p02r, p13r), v2i = v128.sub<T>(p02i, p13i);
      const z1r = v128.load(w), z1i = v128.load(w, 16), z3r = v128.load(w, 64), z3i = v128.load(w, 80), z2r = v128.load(w, 32), z2i = v128.load(w, 48);
      const c0r = v128.add<T>(p02r, p13r), c1r = backRe<T>(v1r, v1i, z1r, z1i), c2r = backRe<T>(v2r, v2i, z2r, z2i), c3r = backRe<T>(v3r, v3i, z3r, z3i);
      const l0r = low<T>(c0r, c2r), l1r = low<T>(c1r, c3r), g0r = high<T>(c0r, c2r), g1r = high<T>(c1r, c3r);
      v128.store(y, low<T>(l0r, l1r));
      v128.store(y, high<T>(l0r, l1r), 32);
      v128.store(y, low<T>(g0r, g1r), 64);
      v128.store(y, high<T>(g0r, g1r), 96);
      const c0i = v128.add<T>(p02i, p13i), c1i = backIm<T>(v1r, v1i, z1r, z1i), c2i = backIm<T>(v2r, v2i, z2r, z2i), c3i = backIm<T>(v3r, v3i, z3r, z3i);
      const l0i = low<T>(c0i, c2i), l1i = low<T>(c1i, c3i), g0i = high<T>(c0i, c2i), g1i = high<T>(c1i, c3i);
      v128.store(y, low<T>(l0i, l1i), 16);
      v128.store(y, high<T>(l0i, l1i), 48);
      v128.store(y, low<T>(g0i, g1i), 80);
      v128.store(y, high<T>(g0i, g1i), 112);
      x += 128, H += 128, y += 128, w += 96;
    }
  }
}

export function split_blocks_f32(x: usize, H: usize, B: usize, w: usize, scale: f32): void {
  splitBlocks<f32>(x, H, B, w, scale);
}
export function split_blocks_f64(x: usize, H: usize, B: usize, w: usize, scale: f64): void {
  splitBlocks<f64>(x, H, B, w, scale);
}

export function multiply_blocks_f32(x: usize, H: usize, y: usize, B: usize, w: usize): void {
  multiplyBlocks<f32>(x, H, y, B, w);
}
export function multiply_blocks_f64(x: usize, H: usize, y: usize, B: usize, w: usize): void {
  multiplyBlocks<f64>(x, H, y, B, w);
}
