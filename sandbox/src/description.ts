// What the sandbox says about itself, to its pages and in the terminal.
import { relative } from "node:path";
import { createKey, SCOPES } from "@openrobotid/api-server/service-store/keys";
import { openServiceStore } from "@openrobotid/api-server/service-store/store";
import { parseManufacturerId } from "@openrobotid/sdk";
import type { SandboxAccount, SandboxDescription, SandboxKey } from "@openrobotid/web/sandbox";
import { accountOf, keyOf } from "@openrobotid/world/accounts";
import { PUBLIC_SEED } from "@openrobotid/world/device";
import type { World } from "@openrobotid/world/files";
import { EXAMPLE_WORLD, readJsonFile, type SandboxFolder, writeWhole } from "./folder.js";
import { readOrigin } from "./origin.js";
import { urlOf } from "./parts.js";
import type { Ports } from "./ports.js";
import { SHOWCASE } from "./showcase.js";

export type { SandboxDescription };

/** What stays the same from one start to the next. */
type Kept = { accounts: SandboxAccount[]; keys: SandboxKey[] };

/** Writes down who plays in a world, with their keys: those of the chain, and new ones for the API. */
export async function keepPlayers(folder: SandboxFolder, { parties }: World): Promise<void> {
  const accounts = [...parties.values()].map(({ name, account }) => {
    return { name, address: accountOf(account).address, privateKey: keyOf(account) };
  });
  const store = await openServiceStore({ DATA_DIR: folder.index });
  const keys: SandboxKey[] = [];
  try {
    for (const scope of SCOPES) {
      const makers = scope === "maker" ? [parseManufacturerId("CNBH01")] : [];
      // Robots of everybody who plays.
      const owners = scope === "owner" ? accounts.map(({ address }) => address) : [];
      const { key } = await createKey(store, {
        scope,
        label: `sandbox, ${scope}`,
        makers,
        accounts: owners,
        expiresAt: undefined,
      });
      keys.push({ scope, key });
    }
  } finally {
    await store.destroy();
  }
  writeWhole(folder.players, JSON.stringify({ accounts, keys } satisfies Kept, null, 2));
}

/** Describes a sandbox for the web's pages, and writes that down where they look. */
export function describe(folder: SandboxFolder, ports: Ports): SandboxDescription {
  const { accounts, keys } = readJsonFile<Kept>(folder.players);
  const named = ` -- --folder ${relative(process.cwd(), folder.path)}`;
  const start = `npm start${folder.isUsual ? "" : named}`;
  const description: SandboxDescription = {
    startedAt: new Date().toISOString(),
    services: [
      { name: "web", url: urlOf(ports.web) },
      { name: "index", url: urlOf(ports.index) },
      { name: "chain", url: urlOf(ports.chain) },
    ],
    folder: relative(process.cwd(), folder.path) || folder.path,
    stop: "Ctrl-C",
    reset: `${start}${folder.isUsual ? " --" : ""} --reset`,
    // Those of the example world: of another one nothing is known.
    robots:
      readOrigin(folder).world === EXAMPLE_WORLD
        ? SHOWCASE.map(({ code, verdict }) => ({ code, verdict }))
        : [],
    accounts,
    keys,
    deviceSeed: PUBLIC_SEED,
  };
  writeWhole(folder.description, JSON.stringify(description, null, 2));
  return description;
}
