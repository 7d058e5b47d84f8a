import { variant } from "../../wasm/engine.js";
import { EngineError } from "../../wasm/error.js";

interface Disposable {
  dispose(): void;
}

/** Plans that calls without a plan of the caller's made last, the latest at the end. */
const recent = new Map<string, { plan: Disposable; bytes: number }>();
const MOST = 12;
const MOST_BYTES = 2 ** 25;

/**
 * A plan of this name, made by `make` if none is at hand. It stays until a dozen others have been
 * used since, or many large ones, so that a loop of one-shot calls makes its tables once.
 * @param bytes - About how much memory its tables take.
 */
export function recentPlan<Plan extends Disposable>(name: string, bytes: number, make: () => Plan): Plan {
  const key = `${variant()} ${name}`;
  const known = recent.get(key);
  if (known) {
    recent.delete(key);
    recent.set(key, known);
    return known.plan as Plan;
  }
  evict(MOST - 1, MOST_BYTES - bytes);
  const plan = makeWithRoom(make);
  recent.set(key, { plan, bytes });
  return plan;
}

/** Makes a plan; if memory runs out, once more without those that are kept. */
function makeWithRoom<Plan>(make: () => Plan): Plan {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== "memory" || recent.size === 0) throw error;
    evict(0, 0);
    return make();
  }
}

function evict(most: number, mostBytes: number): void {
  let total = 0;
  for (const { bytes } of recent.values()) total += bytes;
  for (const [key, { plan, bytes }] of recent) {
    if (recent.size <= most && total <= mostBytes) return;
    recent.delete(key);
    total -= bytes;
    plan.dispose();
  }
}
