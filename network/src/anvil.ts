// An embedded chain that takes a genesis file and tells its whole state: Anvil, in a process of its own.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const WAIT = 30_000;

/** A chain that runs until it is stopped. */
export type Anvil = { url: string; stop: () => Promise<void> };

/** Starts Anvil on a free port of the loopback interface. Where it has no accounts, it signs for anybody. */
export async function startAnvil(args: readonly string[], accounts = 0): Promise<Anvil> {
  const home = dirname(createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json"));
  const child = spawn(
    process.execPath,
    [
      join(home, "bin.mjs"),
      "--host=127.0.0.1",
      "--port=0",
      `--accounts=${accounts}`,
      "--hardfork=osaka",
      // A transaction that nobody signed has a hash that nothing commits to.
      ...(accounts === 0 ? ["--auto-impersonate"] : []),
      "--disable-min-priority-fee",
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  // A process that fails must not leave its chain behind.
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  void ended.then(() => process.off("exit", kill));

  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Anvil did not start:\n${output}`)), WAIT);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      // What it prints from now on is read, so that it never waits for a reader, and thrown away.
      for (const stream of [child.stdout, child.stderr]) stream.off("data", read).resume();
      resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`Anvil ended with ${code}:\n${output}`));
    });
  });
  return { url, stop };
}
