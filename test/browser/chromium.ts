import { execFileSync } from "node:child_process";

/** How to start the system's Chromium: without a sandbox, which root may not use, and without talking to anyone. */
export const launchOptions = {
  executablePath: execFileSync("bash", ["-c", "command -v chromium"], { encoding: "utf8" }).trim(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
  ],
};
