// Carries an index out and in within this process, as the commands do.
import type { ExampleChain } from "@openrobotid/testkit/example-chain";
import type { Client } from "pg";
import { sessionOf } from "../../engine/session.js";
import { indexVersion } from "../../engine/version.js";
import { takeSchema } from "../../scripts/take-schema.js";
import { readSettings } from "../../settings.js";
import { connect } from "../../snapshot/database.js";
import { type ExportOptions, exportSnapshot } from "../../snapshot/export.js";
import { examine, fill } from "../../snapshot/import.js";
import type { Manifest } from "../../snapshot/manifest.js";

/** An index, and where its chain is. */
export interface Place {
  readonly chain: ExampleChain;
  readonly url: string;
  readonly schema: string;
}

/** What a command is told by its environment. */
export const settingsOf = ({ chain, url, schema }: Place) => ({
  DEPLOYMENT: chain.deploymentFile,
  RPC_URLS: chain.rpc.url,
  DATABASE_URL: url,
  DATABASE_SCHEMA: schema,
  API: "off",
});

/** Uses a connection, and closes it. */
export async function withIndex<done>(
  place: Place,
  use: (given: Omit<ExportOptions, "folder">) => Promise<done>,
): Promise<done> {
  const { chain, url, schema } = place;
  const { deployment } = readSettings(settingsOf(place));
  const client: Client = await connect(url, schema);
  try {
    return await use({ client, schema, deployment, node: chain.rpc.url, say: () => {} });
  } finally {
    await client.end();
  }
}

/** Carries it out. */
export async function carryOut(
  place: Place,
  folder: string,
  more: Partial<ExportOptions> = {},
): Promise<Manifest> {
  return await withIndex(place, async (given) => exportSnapshot({ ...given, folder, ...more }));
}

/** Carries it in. */
export async function carryIn(
  place: Place,
  folder: string,
  { digest, say = () => {} }: { digest?: string | undefined; say?: (line: string) => void } = {},
): Promise<void> {
  await withIndex(place, async ({ client, schema, deployment, node }) => {
    const options = { client, schema, deployment, folder, digest, say };
    await takeSchema(sessionOf(client), schema, () => {}, AbortSignal.timeout(60_000));
    await fill(options, await examine(options), { build: indexVersion(), node });
  });
}

/** Why it is refused; "nothing" where it is not. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => "nothing",
    (error: Error) => error.message,
  );
}
