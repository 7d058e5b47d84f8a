import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** The time of the last change below the named files and folders; files that a build writes do not count. */
export function newest(...names) {
  let latest = 0;
  for (const name of names) {
    const stat = statSync(root + name, { throwIfNoEntry: false });
    if (!stat) continue;
    if (!stat.isDirectory()) latest = Math.max(latest, stat.mtimeMs);
    else {
      const entries = readdirSync(root + name).filter((entry) => entry !== "generated");
      latest = Math.max(latest, newest(...entries.map((entry) => `${name}/${entry}`)));
    }
  }
  return latest;
}
