import { describe, expect, test } from "vitest";
import { features, NdArray, restoration } from "../../src/index";
import { random } from "../support/random";

const { richardsonLucyAsync, richardsonLucy, psf } = restoration;

const shape = [400, 420];
const image = new NdArray(Float32Array.from(random(1, 400 * 420), (value) => 0.6 + 0.4 * value), shape);
const spread = psf.motion(15, 30, { dtype: "float32" });

describe("richardsonLucyAsync", () => {
  test("gives what richardsonLucy gives", async () => {
    const options = { numIter: 5, acceleration: "biggs-andrews" } as const;
    const out = new Float32Array(400 * 420);
    expect(await richardsonLucyAsync(image, spread, { ...options, out })).toBe(out);
    expect([...out]).toEqual([...richardsonLucy(image, spread, options).data]);
  });

  test("reads image, psf and weights at once", async () => {
    const weights = new NdArray(Float32Array.from(random(4, 400 * 420), (value) => 1 + value), shape);
    const expected = [...richardsonLucy(image, spread, { numIter: 3, weights }).data];
    const own = [image, spread, weights].map((array) => new NdArray(array.data.slice(), array.shape));
    const promise = richardsonLucyAsync(own[0], own[1], { numIter: 3, weights: own[2] });
    for (const { data } of own) data.fill(0);
    expect([...(await promise).data]).toEqual(expected);
  });

  test("lets others have their turn, whichever way its convolutions are computed", async () => {
    for (const given of [spread, psf.gaussian([15, 15], 2, { dtype: "float32" }), psf.motion(3, 30, { dtype: "float32" })]) {
      let turns = 0;
      let running = true;
      const count = (): void => {
        turns++;
        if (running) setTimeout(count);
      };
      setTimeout(count);
      const start = performance.now();
      await richardsonLucyAsync(image, given, { numIter: 60 });
      running = false;
      // A turn every sixteen milliseconds; this machine may be busy with others.
      expect(turns).toBeGreaterThan((performance.now() - start) / 64);
    }
  });

  test("rejects within 50 milliseconds with the signal's reason, leaves memory as it was and out unwritten", async () => {
    const { planBytes } = features();
    const out = new Float32Array(400 * 420).fill(-7);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const reason = new Error("enough");
      const controller = new AbortController();
      let given = 0;
      setTimeout(() => {
        given = performance.now();
        controller.abort(reason);
      }, 60);
      await expect(richardsonLucyAsync(image, spread, { numIter: 100_000, signal: controller.signal, out })).rejects.toBe(reason);
      waits.push(performance.now() - given);
      expect(features().planBytes).toBe(planBytes);
    }
    expect(waits.sort((a, b) => a - b)[2]).toBeLessThan(50);
    expect(out.every((value) => value === -7)).toBe(true);
  });

  test("rejects while it makes ready, of a volume by transforms, and leaves memory as it was", async () => {
    const volume = new NdArray(Float32Array.from(random(2, 40 * 128 * 128), (value) => 0.6 + 0.4 * value), [40, 128, 128]);
    const dense = new NdArray(Float32Array.from(random(3, 11 ** 3), (value) => 1 + value), [11, 11, 11]);
    const { planBytes } = features();
    for (let turns = 0; turns < 4; turns++) {
      const controller = new AbortController();
      const promise = richardsonLucyAsync(volume, dense, { numIter: 100_000, signal: controller.signal });
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      controller.abort("enough");
      await expect(promise).rejects.toBe("enough");
      expect(features().planBytes).toBe(planBytes);
    }
  });

  test("rejects at once with a signal that was given before, and with a TimeoutError in time", async () => {
    const reason = { any: "value" };
    await expect(richardsonLucyAsync(image, spread, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(richardsonLucyAsync(image, spread, { numIter: 100_000, signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("runs beside another one, and beside other calls", async () => {
    const alone = [...richardsonLucy(image, spread, { numIter: 8 }).data];
    const [a, b] = await Promise.all([0, 1].map(() => richardsonLucyAsync(image, spread, { numIter: 8 })));
    expect([...a.data]).toEqual(alone);
    expect([...b.data]).toEqual(alone);
  });

  test("is ended by its progress, and rejects with what that throws", async () => {
    let last = 0;
    await richardsonLucyAsync(image, spread, { numIter: 50, onProgress: (done) => ((last = done), done < 2) });
    expect(last).toBe(2);
    const { planBytes } = features();
    await expect(richardsonLucyAsync(image, spread, { onProgress: () => { throw new RangeError("mine"); } })).rejects.toThrow("mine");
    expect(features().planBytes).toBe(planBytes);
  });

  test("works where there is no setImmediate, by messages, and without those, by timers", async () => {
    const { MessageChannel, setImmediate } = globalThis;
    const expected = [...richardsonLucy(image, spread, { numIter: 8 }).data];
    try {
      for (const name of ["setImmediate", "MessageChannel"]) {
        Reflect.deleteProperty(globalThis, name);
        expect([...(await richardsonLucyAsync(image, spread, { numIter: 8 })).data]).toEqual(expected);
      }
    } finally {
      Object.assign(globalThis, { MessageChannel, setImmediate });
    }
  });
});
