/** Transforms. */
export function transforms({ fft }, { complex, numbers, take, types }) {
  // Transforms of every length up to 128 and of a few long ones.
  for (const N of [...Array.from({ length: 128 }, (_, n) => n + 1), 243, 1000, 1021, 1024, 4096, 10_007]) {
    for (const ArrayType of types) {
      take(fft.fft(complex(ArrayType, [N])));
      take(fft.rfft(numbers(ArrayType, N)));
      take(fft.irfft(complex(ArrayType, [N]), { n: N }));
    }
  }
  for (const shape of [[8, 9], [5, 7, 4], [64, 64]]) for (const ArrayType of types) take(fft.fftn(complex(ArrayType, shape)));
  for (let N = 2; N < 40; N++) for (const type of [1, 2, 3, 4]) take(fft.dct(numbers(Float64Array, N), { type }));
}
