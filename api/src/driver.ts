/** The driver beneath the index's database: a pool of `pg`, or PGlite. */
export type Driver = PostgresPool | Pglite;

export interface PostgresPool {
  query(statement: Statement & { values: unknown[] }): Promise<Found>;
}

export interface Pglite {
  readonly waitReady: Promise<void>;
  query(text: string): Promise<Found>;
}

export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Found {
  readonly rows: unknown[];
}
