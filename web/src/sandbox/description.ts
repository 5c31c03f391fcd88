// What `npm start` tells the pages of the sandbox: it writes this as JSON to a file and names the file in the environment
// variable SANDBOX of the web. Where there is none, the site has no sandbox pages.
import type { Verdict } from "@openrobotid/sdk";

/** The sandbox, as /sandbox shows it. */
export interface SandboxDescription {
  /** When it was started, RFC 3339. */
  readonly startedAt: string;
  /** What runs. */
  readonly services: readonly SandboxService[];
  /** Folder in which the chain is kept across restarts. */
  readonly folder: string;
  /** How to stop it, as a command or a key: `Ctrl-C`. */
  readonly stop: string;
  /** The command that starts over: `npm start -- --reset`. */
  readonly reset: string;
  /** Robots worth looking at: one for each verdict, at least. */
  readonly robots: readonly SandboxRobot[];
  /** Accounts to play with. */
  readonly accounts: readonly SandboxAccount[];
  /** Bearer keys of the API, one for each scope. */
  readonly keys: readonly SandboxKey[];
  /**
   * Seed of all device keys: the private key of a robot is SHA-256 over seed, `device key` and its code, joined by line feeds.
   * With it the page that plays a robot can sign as any of them. Left out where no robot can be played.
   */
  readonly deviceSeed?: string;
}

export interface SandboxService {
  /** What it is. */
  readonly name: "chain" | "index" | "web";
  /** Where it answers. */
  readonly url: string;
}

export interface SandboxRobot {
  /** Its code, 29 characters. */
  readonly code: string;
  /** What its page says. */
  readonly verdict: Verdict;
}

export interface SandboxAccount {
  /** Its name in the example world. */
  readonly name: string;
  readonly address: string;
  /** Its private key; everybody knows it. */
  readonly privateKey: string;
}

export interface SandboxKey {
  readonly scope: string;
  readonly key: string;
}
