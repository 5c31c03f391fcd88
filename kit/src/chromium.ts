// Chromium as Debian packages it, without anything that goes out by itself.
import { type Browser, chromium } from "playwright-core";
import { UserError } from "./command.js";
import { find } from "./programs.js";

const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--no-first-run"],
];

/** Starts it. Throws `UserError` where there is none. */
export async function launchChromium(...flags: string[]): Promise<Browser> {
  const executablePath = find("chromium");
  if (executablePath === undefined) {
    throw new UserError(
      "Chromium was not found (Debian: apt-get install chromium-headless-shell).",
    );
  }
  return await chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}
