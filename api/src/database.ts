// The database of the index, as the API reads it.
import { takingBytes } from "@openrobotid/indexer/bytes";
import * as tables from "@openrobotid/indexer/tables";
import { drizzle as overPool } from "drizzle-orm/node-postgres";
import { drizzle as overPglite } from "drizzle-orm/pglite";
import pg from "pg";
import { surviving } from "../service-store/postgres.js";
import type { Driver } from "./driver.js";
import { ApiProblem } from "./problem.js";
import type { Asked } from "./rows.js";

/** Connections that a process takes at most. */
const CONNECTIONS = 20;
/** Longest that a connection is waited for, in milliseconds. */
const CONNECTING = 5_000;
/** Longest that a statement may take, in milliseconds: as long as an answer. */
const STATEMENT = 30_000;

/** A database, once there is one. */
export class Database implements Asked {
  readonly #missing: () => string;
  #asked: Asked | undefined;

  /** @param missing - Says why there is none yet. */
  constructor(missing: () => string) {
    this.#missing = missing;
  }

  /** Takes what it is reached through; what was taken before is asked no longer. */
  take(driver: Driver): void {
    const config = { casing: "snake_case", schema: tables } as const;
    const made =
      "waitReady" in driver
        ? overPglite(takingBytes(driver as never), config)
        : overPool(driver as never, config);
    this.#asked = made as unknown as Asked;
  }

  /** Whether there is one. */
  get isThere(): boolean {
    return this.#asked !== undefined;
  }

  /** As drizzle has it. */
  get drizzle(): Asked {
    if (this.#asked) return this.#asked;
    throw new ApiProblem("not-ready", this.#missing(), {}, { "retry-after": "5" });
  }

  get $client(): Driver {
    return this.drizzle.$client;
  }

  async execute(...given: Parameters<Asked["execute"]>): Promise<unknown> {
    return await this.drizzle.execute(...given);
  }
}

/** Connections to the tables in PostgreSQL. They only read: no fault of the API changes the index. */
export function openPool(connectionString: string, schema: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTING,
    statement_timeout: STATEMENT,
    application_name: "open-robot-id api",
    options: `-c search_path=${schema} -c default_transaction_read_only=on -c work_mem=64MB -c lock_timeout=500`,
  });
  return surviving(pool);
}
