// A PostgreSQL server of the tests' own: in a folder that goes with it, at a free port of 127.0.0.1.
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "@openrobotid/kit/ports";
import { find } from "@openrobotid/kit/programs";
import pg from "pg";

/** A server with one empty database. */
export interface Postgres {
  readonly url: string;
  /** Lets it be gone at once, as when a machine fails. */
  stop(): void;
  /** Brings it back at the same address. */
  start(): void;
  /** Asks it something. */
  query<row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<row[]>;
  /** What it has logged. */
  log(): string;
  /** Stops it and removes its folder. */
  close(): void;
}

/**
 * Starts a server. Call `skipUnless("postgresql")` before.
 *
 * @param durable - Whether it waits for the disk, as it does where it is delivered. Tests need not: nothing in them has to
 * outlive the machine.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const postgres = find("postgresql");
  if (!postgres) throw new Error("postgresql was not found");
  const bin = dirname(postgres);
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-postgres-"));
  const user = unprivileged();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const port = await freePort();
  const data = join(folder, "data");
  const run = (command: string, ...args: string[]) => {
    const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
    const { status, stderr } = spawnSync(join(bin, command), args, {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  };
  run("initdb", "-D", data, "-U", "index", "-A", "trust", "-E", "UTF8", "--no-sync");
  const log = join(folder, "log");
  const settings = `-c fsync=${durable ? "on" : "off"} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -p ${port}`;
  const server = {
    url: `postgresql://index@127.0.0.1:${port}/postgres`,
    stop: () => run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"),
    start: () => run("pg_ctl", "-D", data, "-w", "-l", log, "-o", settings, "start"),
    async query<row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      try {
        return (await client.query<row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    log: () => readFileSync(log, "utf8"),
    close() {
      spawnSync(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "-w", "stop"], user);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  server.start();
  return server;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
