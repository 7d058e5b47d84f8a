import { describe, expect, test } from "vitest";
import { besselJ1 } from "../../src/math/bessel";
import { NdArray, restoration } from "../../src/index";

const { airy, fromArray, gaussian, motion } = restoration.psf;
const sum = (data: ArrayLike<number>) => Array.from(data).reduce((total, value) => total + value, 0);

describe("every psf", () => {
  test.each([
    ["gaussian", () => gaussian([7, 9], 1.5), () => gaussian([7, 9], 1.5, { dtype: "float32" })],
    ["airy", () => airy([11, 13], 3), () => airy([11, 13], 3, { dtype: "float32" })],
    ["motion", () => motion(7.5, 20), () => motion(7.5, 20, { dtype: "float32" })],
  ])("%s has the sum 1, and a form in float32", (_, make, inSingle) => {
    const [double, single] = [make(), inSingle()];
    expect(sum(double.data)).toBeCloseTo(1, 14);
    expect(double.dtype).toBe("float64");
    expect(single.dtype).toBe("float32");
    expect([...single.data]).toEqual([...Float32Array.from(double.data)]);
    // Seen from the other side it is the same.
    const turned = Array.from(double.data).reverse();
    turned.forEach((value, n) => expect(value).toBeCloseTo(double.data[n], 14));
  });

  test("goes into out", () => {
    const out = new Float32Array(9);
    expect(gaussian([3, 3], 1, { out })).toBe(out);
    expect(sum(out)).toBeCloseTo(1, 6);
    const room = new NdArray(new Float64Array(9), [3, 3], [1, 3]);
    expect(motion(3, 0, { shape: [3, 3], out: room })).toBe(room);
    expect(room.get(1, 1)).toBeCloseTo(1 / 3, 2);
  });
});

test("gaussian falls by e^{−½} at σ, on one to three axes, each with its own", () => {
  const line = gaussian(21, 4);
  expect(line).toBeInstanceOf(Float64Array);
  expect(line[14] / line[10]).toBeCloseTo(Math.exp(-0.5), 14);
  const box = gaussian([5, 7, 9], [1, 2, 3]);
  expect(box.get(3, 3, 4) / box.get(2, 3, 4)).toBeCloseTo(Math.exp(-0.5), 14);
  expect(box.get(2, 5, 4) / box.get(2, 3, 4)).toBeCloseTo(Math.exp(-0.5), 14);
  expect(box.get(2, 3, 7) / box.get(2, 3, 4)).toBeCloseTo(Math.exp(-0.5), 14);
});

test("besselJ1 is Abramowitz and Stegun's, and besselJ1's first zero is where the Airy disk is dark", () => {
  for (const [x, value] of [[0.5, 0.2422684576748739], [1, 0.4400505857449335], [2, 0.5767248077568734], [5, -0.327579137591465], [10, 0.0434727461688616], [20, 0.066833124175850], [50, -0.097511828125175]]) {
    expect(besselJ1(x)).toBeCloseTo(value, 14);
    expect(besselJ1(-x)).toBeCloseTo(-value, 14);
  }
  expect(besselJ1(0)).toBe(0);
  expect(besselJ1(1e-8)).toBeCloseTo(5e-9, 22);
  const disk = airy([41, 41], 6);
  expect(disk.get(20, 26) / disk.get(20, 20)).toBeLessThan(1e-12);
  // The first bright ring has 1.75 % of the middle's brightness.
  const ring = Math.max(...Array.from({ length: 8 }, (_, n) => disk.get(20, 27 + n))) / disk.get(20, 20);
  expect(ring).toBeGreaterThan(0.0165);
  expect(ring).toBeLessThan(0.0176);
});

describe("motion", () => {
  test("along rows is a row, along columns a column", () => {
    expect(motion(5, 0).shape).toEqual([1, 5]);
    expect(motion(5, 90).shape).toEqual([5, 1]);
    expect(motion(5, 180).shape).toEqual([1, 5]);
  });

  test("goes up to the right at angles between 0 and 90 degrees", () => {
    const line = motion(9, 45, { shape: [9, 9] });
    expect(line.get(2, 6)).toBeGreaterThan(0.05);
    expect(line.get(2, 2)).toBe(0);
  });

  test("has the length's second moment in its direction, and next to none across", () => {
    const line = motion(20, 30, { shape: [41, 41] });
    let [along, across] = [0, 0];
    for (let i = 0; i < 41; i++) {
      for (let j = 0; j < 41; j++) {
        const [y, x] = [20 - i, j - 20];
        along += line.get(i, j) * (x * Math.cos(Math.PI / 6) + y * Math.sin(Math.PI / 6)) ** 2;
        across += line.get(i, j) * (y * Math.cos(Math.PI / 6) - x * Math.sin(Math.PI / 6)) ** 2;
      }
    }
    expect(along).toBeGreaterThan(400 / 12);
    expect(along).toBeLessThan(400 / 12 + 0.4);
    expect(across).toBeLessThan(0.4);
  });
});

describe("fromArray", () => {
  test("takes the background off, norms, and brings the middle of the mass to the middle", () => {
    const spot = fromArray([[10, 10, 10, 10], [10, 12, 18, 12], [10, 10, 9, 10]], { background: 10 });
    expect(spot.shape).toEqual([3, 5]);
    expect((spot.toNested() as number[][]).map((row) => row.map((value) => Math.round(12 * value)))).toEqual([[0, 0, 0, 0, 0], [0, 2, 8, 2, 0], [0, 0, 0, 0, 0]]);
  });

  test("keeps a psf that is one as it is, in its type", () => {
    const given = gaussian([5, 5], 1, { dtype: "float32" });
    const same = fromArray(given);
    expect(same.shape).toEqual([5, 5]);
    expect(same.dtype).toBe("float32");
    same.data.forEach((value, n) => expect(value).toBeCloseTo(given.data[n], 7));
  });
});
