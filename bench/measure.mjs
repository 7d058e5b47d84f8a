/** Two ways to time a call, with one result: seconds of one warm call, by median, quartiles and the fastest sample. */

/**
 * Warm up, then samples of at least two milliseconds; a call that takes longer than a second and a
 * half gets three.
 * @param run - May return a promise; then each call is awaited.
 */
export async function sampleCalls(run, { warmUp, seconds }) {
  const asynchronous = isPromise(run());
  const repeat = asynchronous ? repeatAwaited : repeatCalls;
  let calls = 1;
  let perCall = Infinity;
  const warmEnd = performance.now() + warmUp * 1000;
  do {
    perCall = Math.min(perCall, (await repeat(run, calls)) / calls);
    calls = Math.max(1, Math.ceil(0.002 / perCall));
  } while (performance.now() < warmEnd && perCall < 1.5);
  const samples = [];
  const end = performance.now() + seconds * 1000;
  while (samples.length < 3 || performance.now() < end) samples.push((await repeat(run, calls)) / calls);
  return summary(samples);
}

/** The same by benchmark.js, whose own statistics choose the number of calls a sample. */
export async function benchmarkCalls(run, { seconds }) {
  const { default: Benchmark } = await import("benchmark");
  const { times, stats, error } = new Benchmark({ fn: () => run(), maxTime: seconds, minTime: 0.01, minSamples: 5 }).run();
  if (error) throw error;
  return summary(stats.sample.length > 0 ? stats.sample : [times.period]);
}

function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), fastest: sorted[0], lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75), samples: sorted.length };
}

function quantile(sorted, q) {
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

function repeatCalls(run, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return (performance.now() - start) / 1000;
}

async function repeatAwaited(run, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await run();
  return (performance.now() - start) / 1000;
}

function isPromise(value) {
  return value instanceof Promise;
}
