import { variant } from "../../wasm/engine.js";

/** Plans that calls without a plan of the caller's made last, the latest at the end. */
const recent = new Map<string, { dispose(): void }>();
const MOST = 12;

/**
 * A plan of this name, made by `make` if none is at hand. It stays until a dozen others have been
 * used since, so that a loop of one-shot calls makes its tables once.
 */
export function recentPlan<Plan extends { dispose(): void }>(name: string, make: () => Plan): Plan {
  const key = `${variant()} ${name}`;
  const plan = (recent.get(key) as Plan | undefined) ?? make();
  recent.delete(key);
  recent.set(key, plan);
  if (recent.size > MOST) {
    const [oldest, { dispose }] = recent.entries().next().value!;
    recent.delete(oldest);
    dispose();
  }
  return plan;
}
