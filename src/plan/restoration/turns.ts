/** Milliseconds of work between two turns of whatever else runs in this realm: a picture on a screen has sixteen. */
const SLICE = 8;

/**
 * Goes through steps without keeping a thread to itself, and stops where the signal says so.
 * @throws The signal's reason, at the first turn after it was given.
 */
export async function inTurns<T>(steps: Generator<void, T>, signal: AbortSignal | undefined): Promise<T> {
  signal?.throwIfAborted();
  const others = turns();
  try {
    for (let since = Date.now(); ; ) {
      const { done, value } = steps.next();
      if (done) return value;
      if (Date.now() - since < SLICE) continue;
      await others.take();
      signal?.throwIfAborted();
      since = Date.now();
    }
  } finally {
    steps.return(undefined as T);
    others.end();
  }
}

interface Turns {
  /** Resolves when everything that waits now has had its turn. */
  take(): Promise<void>;
  end(): void;
}

/** Node has a word for it, and hands out messages before any timer; elsewhere they come at once where a timer would wait four milliseconds. */
function turns(): Turns {
  if (typeof setImmediate === "function") return { take: () => new Promise((resolve) => setImmediate(resolve)), end() {} };
  if (typeof MessageChannel !== "function") return { take: () => new Promise((resolve) => setTimeout(resolve)), end() {} };
  const { port1, port2 } = new MessageChannel();
  return {
    take: () =>
      new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    end() {
      port1.close();
    },
  };
}
