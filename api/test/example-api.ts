// The API over the index of the example world, running as in production, on either database. All suites share it: it is
// started once, and every answer that it gives is checked against the OpenAPI document, and for accounts where no key was
// shown.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { type RobotIdActions, robotIdActions } from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { isPathOfCode } from "@openrobotid/sdk/rules";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { accountOf, keyOf } from "@openrobotid/world/accounts";
import { expect } from "chai";
import { createClient, http } from "viem";
import { AccessLog } from "../access-log/access-log.js";
import { anchorOnce } from "../access-log/anchor-once.js";
import { TopicAnchors } from "../access-log/anchoring.js";
import { anchorsContract } from "../access-log/anchors-contract.js";
import { recordLogRead } from "../service-store/accesses.js";
import { createKey, SCOPES, type Scope } from "../service-store/keys.js";
import { openServiceStore, type ServiceStore } from "../service-store/store.js";
import { breach } from "./contract.js";
import { makeDumps } from "./dumps.js";
import { webhooksOfTests } from "./webhooks/settings.js";
import { type ServedWitness, serveWitnessOfTests, witnessOfTests } from "./witness.js";

/** A database that the index can use. */
export type Database = "PGlite" | "PostgreSQL";

/** What a request is made with. */
export interface RequestOptions {
  readonly key?: string | undefined;
  readonly accept?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * Address that the request comes from; another one each time by default, so that no test uses up
   * another's share.
   */
  readonly from?: string;
}

/** An answer. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

/** The API, and everything that a test compares it with. */
export interface ExampleApi {
  readonly url: string;
  /** Where the figures of its process are. */
  readonly metricsUrl: string;
  /** What its process was told. */
  readonly settings: Readonly<Record<string, string>>;
  readonly chain: ExampleChain;
  readonly client: RobotIdActions;
  readonly store: ServiceStore;
  /** The server of the index's database; none where that is PGlite. */
  readonly postgres: Postgres | undefined;
  /** The witness of the member. */
  readonly witness: ServedWitness;
  /** A key of each scope; that of the maker is of CNBH01, that of the owner of the accounts in {@link FLEET}. */
  readonly keys: Readonly<Record<Scope, string>>;
  /** Asks, and holds the answer to the document. */
  ask(path: string, options?: RequestOptions): Promise<Answer>;
}

/** A database on the same server: the index again, for a suite that changes its tables. */
export const COPY = "copy";

/** Numbers of the accounts of an owner: a hospital, and a dealer whose robots come and go. */
export const FLEET = [16, 15] as const;

const WEB_URL = "https://web.example";
const running = new Map<Database, Promise<ExampleApi>>();
const ends: (() => unknown)[] = [];

/** The API over the example world. */
export function exampleApi(database: Database): Promise<ExampleApi> {
  const api = running.get(database) ?? startApi(database);
  running.set(database, api);
  return api;
}

/** Describes what holds on both databases. */
export function onBothDatabases(title: string, body: (api: () => ExampleApi) => void): void {
  for (const database of ["PGlite", "PostgreSQL"] as const) {
    describe(`${title}, on ${database}`, () => {
      let api: ExampleApi;
      if (database === "PostgreSQL") before(skipUnless("postgresql"));
      before(async function () {
        this.timeout(600_000);
        api = await exampleApi(database);
      });
      body(() => api);
    });
  }
}

/** Describes what does not depend on the database. */
export function onExampleApi(title: string, body: (api: () => ExampleApi) => void): void {
  describe(title, () => {
    let api: ExampleApi;
    before(async function () {
      this.timeout(600_000);
      api = await exampleApi("PGlite");
    });
    body(() => api);
  });
}

/** The API whose log of looks is anchored, and the account that does it. */
const ANCHORED: Database = "PGlite";
export const ANCHORING = accountOf(0);
let anchoring: ReturnType<typeof anchorLog> | undefined;

/**
 * Anchors the head of a log of one look, in the contract itself, before any API runs: a service that only serves does not see later blocks.
 */
async function anchorLog(chain: ExampleChain): Promise<Readonly<Record<string, string>>> {
  const { contract, keyFile } = await chain.anchors(keyOf(0));
  const store = await openServiceStore({ DATA_DIR: join(chain.folder, `api-${ANCHORED}`) });
  await recordLogRead(store, parseRobotId("CNBH01TERN0325W07000000000002"), ANCHORING.address);
  const at = { address: contract, key: ANCHORING, node: chain.rpc.url, chainId: 31_337 };
  const client = createClient({ transport: http(chain.rpc.url) });
  const log = `${WEB_URL}/v1/access-log`;
  const anchors = new TopicAnchors(store, "log", log, anchorsContract(client, at));
  await anchorOnce(store, new AccessLog(store, 30), anchors, () => Date.now() / 1000);
  await store.destroy();
  return { ANCHORS: contract, ANCHOR_KEY_FILE: keyFile };
}

async function startApi(database: Database): Promise<ExampleApi> {
  const chain = await exampleChain();
  const dataDir = join(chain.folder, `api-${database}`);
  const postgres = database === "PostgreSQL" ? await startPostgres() : undefined;
  if (postgres) ends.push(() => postgres.close());
  const location = postgres ? { DATABASE_URL: postgres.url } : { DATA_DIR: dataDir };
  const witness = await serveWitnessOfTests();
  ends.push(() => witness.close());
  makeDumps(join(dataDir, "dumps"));
  anchoring ??= anchorLog(chain);
  const anchors = await anchoring;
  const settings = {
    ...location,
    DATA_DIR: dataDir,
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    WEB_URL,
    ...witnessOfTests(dataDir),
    WITNESS_URL: witness.url,
    ...webhooksOfTests(dataDir),
    ACCESS_LOG_KEY_FILE: join(dataDir, "webhook-key-of-tests"),
    ACCESS_LOG_NOTICE_DAYS: "30",
    ...(database === ANCHORED && anchors),
    DUMPS_DIR: join(dataDir, "dumps"),
    TRUSTED_PROXIES: "127.0.0.1",
    RATE_LIMIT_ADDRESS: "30",
    RATE_LIMIT_KEY: "1000000",
    RATE_LIMIT_UNKNOWN: "5",
    LOG_LEVEL: "warn",
  };
  const head = await chain.provider.getBlockNumber();
  let index = await IndexProcess.start(settings);
  ends.unshift(() => index.end());
  await index.reach(head);
  if (postgres) {
    // The database is enough for it.
    expect(await index.end()).to.equal(0);
    await postgres.query(`create database ${COPY} template postgres`);
    index = await IndexProcess.start(settings, "serve");
    await index.reach(head);
  }

  // While the service runs: keys are made beside it.
  const store = await openServiceStore(location);
  ends.unshift(() => store.destroy());
  const keys = {} as Record<Scope, string>;
  for (const scope of SCOPES) {
    const makers = scope === "maker" ? ["CNBH01" as never] : [];
    const made = await createKey(store, {
      scope,
      label: `A ${scope}`,
      makers,
      accounts: scope === "owner" ? FLEET.map((number) => accountOf(number).address) : [],
      expiresAt: undefined,
    });
    keys[scope] = made.key;
  }

  const deployment = JSON.parse(readFileSync(chain.deploymentFile, "utf8")) as Deployment;
  const client = createClient({
    chain: robotIdChain({ deployment, rpcUrls: [chain.rpc.url] }),
    transport: http(),
  }).extend(robotIdActions());
  // Contracts are in names of tokens and anchors; the one who made a block is in its header, and so in evidence.
  const block = (await chain.request("eth_getBlockByNumber", "latest", false)) as { miner: string };
  const contracts = Object.values(chain.deployment.contracts).map(({ address }) => address);
  // Who anchors the log of a service is public too.
  const known = [...contracts, block.miner, ANCHORING.address];
  const named = new Set(known.map((address) => address.toLowerCase()));
  const { url, metricsUrl } = index;
  return { url, metricsUrl, settings, chain, client, store, postgres, witness, keys, ask };

  async function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
    const { key, accept, method = "GET", headers, body, from = anotherAddress() } = options;
    const response = await fetch(`${index.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        // A connection that was kept may be closed by the server just when it is used again.
        connection: "close",
        "x-forwarded-for": from,
        ...(accept && { accept }),
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: body as string }),
    });
    const text = await response.text();
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const { status } = response;
    const { pathname } = new URL(path, index.url);
    const described =
      !/^\/(openapi\.json|schema\.graphql|graphql|robots\.txt|\.well-known|ready|metrics|health)/.test(
        pathname,
      );
    // The document has no patterns for a slash at the end of a code's path, nor for parts behind it.
    const spelled = isPathOfCode(pathname) && !/^(\/[^/]+){1,4}$/.test(pathname);
    if (described && !spelled && method !== "OPTIONS") {
      expect(breach(method, pathname, { status, type, text }), `${method} ${path}`).to.equal(
        undefined,
      );
    }
    // Who signed in is told its own account.
    if (key === undefined && pathname !== "/v1/access-log/sessions") expectNoAccount(text, named);
    return {
      status,
      type,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  }
}

/** A public answer names no account: contracts, and who made a block, are the only addresses. */
function expectNoAccount(text: string, named: ReadonlySet<string>): void {
  const addresses = text.match(/0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/g) ?? [];
  expect(addresses.filter((address) => !named.has(address.toLowerCase()))).to.deep.equal([]);
}

let addresses = 0;

/** An address that no request came from yet. */
export function anotherAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

// Runs once, when all tests of the process are done, and before the chain stops.
globalThis.after(async () => {
  for (const end of ends) await end();
});
