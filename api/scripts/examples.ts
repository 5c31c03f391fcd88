// Writes examples.json: what the API answers over the example world, one whole answer of each form of each operation. They
// are in the OpenAPI document. Plays the world and runs the index on it, so it takes a minute or two.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import { vaultSignInMessage } from "@openrobotid/sdk/vault";
import { WITNESS_LIST_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import { startExampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { accountOf } from "@openrobotid/world/accounts";
import { createKey } from "../service-store/keys.js";
import { openServiceStore } from "../service-store/store.js";
import { operations } from "../test/contract.js";
import { DUMP, makeDumps } from "../test/dumps.js";
import { Receiver } from "../test/webhooks/receiver.js";
import { webhooksOfTests } from "../test/webhooks/settings.js";
import { serveWitnessOfTests, witnessOfTests } from "../test/witness.js";

const ROBOT = "CNBH01TERN0325W07000000000001";

const LOG_OF_ROBOT = "/v1/access-log/robots/{code}/log";

const chain = await startExampleChain();
const dataDir = join(chain.folder, "examples");
const dumps = join(chain.folder, "dumps");
makeDumps(dumps);
const witness = await serveWitnessOfTests();
const receiver = await Receiver.start();
receiver.answer = (response) => response.writeHead(410).end();
const index = await IndexProcess.start({
  DEPLOYMENT: chain.deploymentFile,
  RPC_URLS: chain.rpc.url,
  DATA_DIR: dataDir,
  WEB_URL: "https://id.example",
  ...witnessOfTests(dataDir),
  WITNESS_URL: witness.url,
  ...webhooksOfTests(dataDir),
  DUMPS_DIR: dumps,
});
try {
  await index.reach(await chain.provider.getBlockNumber());
  const store = await openServiceStore({ DATA_DIR: dataDir });
  const of = {
    scope: "authority",
    label: "An authority",
    makers: [],
    expiresAt: undefined,
  } as const;
  const { key } = await createKey(store, of);
  const ask = async (path: string, accept: string, init: RequestInit = {}) => {
    const headers = { accept, authorization: `Bearer ${key}`, ...init.headers };
    return await fetch(`${index.url}${path}`, { ...init, headers });
  };
  const { issued } = (await (await ask(`/v1/robots/${ROBOT}`, "")).json()) as {
    issued: { lot: string };
  };
  const lot = (await (await ask(`/v1/lots/${issued.lot}`, "")).json()) as { unitsRoot: string };
  const manifest = chain.play.manifests.find(({ unitsRoot }) => unitsRoot === lot.unitsRoot);
  const json = (body: unknown): RequestInit => ({
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  /** The one who holds the robot, and signs in to read the log. */
  const { owner } = (await (await ask(`/v1/robots/${ROBOT}/liability`, "")).json()) as {
    owner: { account: string };
  };
  const holder = Array.from({ length: 100 }, (_, number) => accountOf(number)).find(
    ({ address }) => address.toLowerCase() === owner.account.toLowerCase(),
  );
  if (!holder) throw new Error(`${owner.account} is no account of the world.`);
  const { nonce } = (await (await ask("/v1/access-log/nonces", "", { method: "POST" })).json()) as {
    nonce: string;
  };
  const message = vaultSignInMessage({
    ...{
      vault: "https://id.example/v1/access-log",
      chainId: 31_337,
      account: holder.address,
      nonce,
    },
    now: Math.floor(Date.now() / 1000),
  });
  const sent: Readonly<Record<string, RequestInit>> = {
    put: {
      method: "PUT",
      body: readFileSync(manifest?.file ?? ""),
      headers: { "content-type": "application/x-ndjson" },
    },
    post: json({ codes: [ROBOT] }),
    delete: { method: "DELETE" },
    "post /v1/access-log/sessions": json({
      message,
      signature: await holder.signMessage({ message }),
    }),
    "post /v1/webhooks": json({ url: receiver.url, filter: { maker: "CNBH01" }, after: "0-0" }),
    "post /v1/webhooks/{webhook}/replay": json({ after: "0-0" }),
  };
  /** What stands for the parameters of a path. */
  const given: Record<string, string> = {
    code: ROBOT,
    lot: issued.lot,
    country: "CN",
    campaign: "1",
    cc: ROBOT.slice(0, 2),
    mfr: ROBOT.slice(2, 6),
    serial: ROBOT.slice(12),
    dump: DUMP,
    file: "manifest.json",
  };
  const pathOf = (path: string) => {
    const model = path.startsWith("/v1/") ? ROBOT.slice(0, 12) : ROBOT.slice(6, 12);
    const id = path.includes("makers") ? ROBOT.slice(0, 6) : ROBOT.slice(0, 12);
    return path.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => ({ ...given, model, id })[name] ?? name,
    );
  };
  /** Short answers say as much as long ones. */
  const QUERIES: Readonly<Record<string, string>> = {
    "/v1/access-log/log/consistency": "?from=1&to=2",
    [LOG_OF_ROBOT]: "?limit=3",
    "/v1/changes": "?limit=2",
    "/v1/consortium/blocks": "?last=10",
    "/v1/offers": "?market=ES&level=1",
    "/v1/parse": `?code=${ROBOT}`,
    "/v1/recalls/{campaign}/units": "?limit=2",
    "/v1/robots/{code}/history": "?limit=3",
    "/v1/robots/{code}/qualifies": "?level=1&market=ES",
    "/v1/robots/{code}/accesses": "?limit=2",
  };

  const examples: Record<string, unknown> = {};
  let authorization = "";
  // Manifests are sent before they are read, and looks happen before they are listed.
  const order = operations.toSorted((a, b) => rank(a) - rank(b));
  for (const { path, method, operation } of order) {
    for (const type of Object.keys(operation.responses["200"]?.content ?? {})) {
      // The events of the stream are those of the list.
      if (type === "text/event-stream") continue;
      if (
        type === EVIDENCE_MEDIA_TYPE ||
        type === WITNESS_LIST_MEDIA_TYPE ||
        type === "application/gzip"
      ) {
        examples[`${method} ${path} ${type}`] = "(bytes)";
        continue;
      }
      const answer = await ask(
        `${pathOf(path)}${QUERIES[path] ?? ""}`,
        type,
        path === LOG_OF_ROBOT
          ? { headers: { authorization } }
          : (sent[`${method} ${path}`] ?? sent[method]),
      );
      const text = await answer.text();
      if (answer.status !== 200)
        throw new Error(`${method} ${path} ${type}: ${answer.status} ${text}`);
      const example = exampleOf(type, text);
      if (`${method} ${path}` === "post /v1/webhooks") {
        given.webhook = (example as { webhook: { id: string } }).webhook.id;
        // So that there is a dead letter to be shown.
        while (receiver.received.length === 0) await wait(100);
        receiver.answer = (response) => response.writeHead(204).end();
      }
      if (path === "/v1/access-log/sessions") {
        authorization = `Bearer ${(example as { token: string }).token}`;
      }
      const isLong = path.endsWith("/evidence") || path.endsWith("/path");
      examples[`${method} ${path} ${type}`] = isLong ? shortened(example) : withoutSecrets(example);
    }
  }
  const { changes } = examples["get /v1/changes application/json"] as { changes: unknown[] };
  examples["get /v1/changes text/event-stream"] = changes[0];
  await store.destroy();
  const file = new URL("../examples.json", import.meta.url);
  const sorted = Object.entries(examples).toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
} finally {
  await index.end("SIGKILL");
  await receiver.close();
  await chain.close();
}

function rank({ path, method }: { path: string; method: string }): number {
  if (method === "put") return 0;
  if (path === "/v1/webhooks") return method === "post" ? 1 : 2;
  if (method === "delete") return 9;
  if (path === "/v1/access-log/sessions") return 1;
  if (path === LOG_OF_ROBOT) return 3;
  if (path.startsWith("/v1/access-log/log/")) return 4;
  return path.endsWith("/accesses") ? 3 : 2;
}

/** What is of bytes for the most part, with a few of them. */
function shortened(value: unknown): unknown {
  if (typeof value === "string") return value.length > 80 ? `${value.slice(0, 66)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}

/** Without what opens something, and with an address that means something to a reader. */
function withoutSecrets(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(receiver.url, "https://receiver.example/robots")
    .replaceAll(/"token":"[\w-]{43}"/g, '"token":"3q2-7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs"')
    .replaceAll(/whsec_[\w+/]{43}=/g, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3UzS7oXx6zE=");
  return JSON.parse(text);
}

/** Of lines the first few: JSON of a described line, or text. */
function exampleOf(type: string, text: string): unknown {
  const lines = text.split("\n").slice(0, 3);
  if (type === "application/x-ndjson" && text.includes('"robot"'))
    return JSON.parse(lines[0] ?? "");
  return type.endsWith("json") && type !== "application/x-ndjson"
    ? JSON.parse(text)
    : lines.join("\n");
}
