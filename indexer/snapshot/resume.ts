// Where an index begins to read when it goes on. Ponder skips what its tables have already, and would read it all the same: all of the
// chain's past, proven, for nothing.

import { blockOf } from "./engine.js";

/** What Ponder hands over once it has its database, of what is asked here. */
export interface EngineApp {
  readonly crashRecoveryCheckpoint: readonly { chainId: number; checkpoint: string }[] | undefined;
  readonly indexingBuild: {
    readonly buildId: string;
    readonly eventCallbacks: readonly (readonly { filter: { fromBlock: number | undefined } }[])[];
  };
  readonly common: { readonly shutdown: { kill(): Promise<void> } };
}

/** Has Ponder read from the block on that its tables are as of. */
export async function goOn<app extends EngineApp>(app: app): Promise<app> {
  const [known] = app.crashRecoveryCheckpoint ?? [];
  if (!known) return app;
  const block = blockOf(known.checkpoint);
  for (const { filter } of app.indexingBuild.eventCallbacks.flat()) {
    filter.fromBlock = Math.max(filter.fromBlock ?? 0, block);
  }
  return app;
}
