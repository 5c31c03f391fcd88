// Makes, lists and revokes keys of the API, in the store of the service that DATABASE_URL or DATA_DIR names.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ManufacturerId, parseManufacturerId } from "@openrobotid/sdk";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Address, isAddress } from "viem";
import { createKey, listKeys, revokeKey, SCOPES, type Scope } from "../service-store/keys.js";
import { openServiceStore, type ServiceStore } from "../service-store/store.js";

/** Where an index runs, and so from where its `DATA_DIR` counts. */
const INDEX = fileURLToPath(new URL("../../indexer", import.meta.url));

const program = new Command("key").description("Keys of the API");

program
  .command("create")
  .description("makes a key, and prints it: it is kept nowhere and cannot be printed again")
  .addOption(new Option("--scope <scope>", "what it is for").choices(SCOPES).makeOptionMandatory())
  .requiredOption("--label <label>", "whose it is: the name of an institution, not of a person")
  .option("--maker <id>", "scope maker: whose units it sees; may be repeated", addMaker, [])
  .option(
    "--account <address>",
    "scope owner: whose robots it follows; may be repeated",
    addAccount,
    [],
  )
  .option("--expires <date>", "from when on it opens nothing, RFC 3339", readTime)
  .action(
    async (options: {
      scope: Scope;
      label: string;
      maker: ManufacturerId[];
      account: Address[];
      expires?: number;
    }) => {
      for (const [name, scope, whose] of [
        ["maker", "maker", "the makers whose units the key may see"],
        ["account", "owner", "the accounts whose robots the key follows"],
      ] as const) {
        const given = options[name].length > 0;
        if (options.scope === scope && !given) {
          program.error(`error: found scope ${scope} without --${name}, expected ${whose}`);
        }
        if (options.scope !== scope && given) {
          program.error(
            `error: found --${name} with scope ${options.scope}, expected it with scope ${scope} only`,
          );
        }
      }
      await withStore(async (store) => {
        const { key, id } = await createKey(store, {
          scope: options.scope,
          label: options.label,
          makers: options.maker,
          accounts: options.account,
          expiresAt: options.expires,
        });
        console.error(`Key ${id}, scope ${options.scope}. This is the only time that it is shown:`);
        console.log(key);
      });
    },
  );

program
  .command("list")
  .description("lists all keys, without what opens")
  .action(async () => {
    await withStore(async (store) => {
      for (const { createdAt, expiresAt, revokedAt, ...key } of await listKeys(store)) {
        const { id, scope, label, makers, accounts } = key;
        const standing = revokedAt
          ? `revoked ${day(revokedAt)}`
          : expiresAt
            ? `until ${day(expiresAt)}`
            : "open";
        const of = [...makers, ...accounts];
        console.log([id, scope, standing, `made ${day(createdAt)}`, label, ...of].join("\t"));
      }
    });
  });

program
  .command("revoke <id>")
  .description("revokes a key, for good")
  .action(async (id: string) => {
    await withStore(async (store) => {
      if (!(await revokeKey(store, id)))
        program.error(`error: found no open key "${id}", expected one that "list" shows`);
      console.log(`Key ${id} is revoked.`);
    });
  });

await program.parseAsync();

async function withStore(work: (store: ServiceStore) => Promise<void>): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = process.env;
  const store = await openServiceStore({
    DATABASE_URL,
    DATA_DIR: resolve(INDEX, DATA_DIR || ".ponder"),
  });
  try {
    await work(store);
  } finally {
    await store.destroy();
  }
}

function addMaker(text: string, makers: ManufacturerId[]): ManufacturerId[] {
  try {
    return [...makers, parseManufacturerId(text)];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function addAccount(text: string, accounts: Address[]): Address[] {
  if (isAddress(text, { strict: true })) return [...accounts, text];
  throw new InvalidArgumentError(
    `found "${text}", expected an account: 0x, 40 hexadecimal digits, and where some are capital letters the right ones`,
  );
}

function readTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new InvalidArgumentError(`found "${text}", expected a date such as 2027-01-31`);
  return Math.floor(time / 1000);
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
