import { readFileSync } from "node:fs";
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import { expect } from "chai";
import { listAccesses, recordAccesses } from "../service-store/accesses.js";
import { createKey, revokeKey, SCOPES } from "../service-store/keys.js";
import { SIGHTS, type Sight } from "../src/access/scopes.js";
import { type ExampleApi, onBothDatabases } from "./example-api.js";

const ROBOT = "CNBH01TERN0325W07000000000001";

/** What shows each sight: which request, and how it is seen that it was granted. */
const LOOKS: Record<Sight, (api: ExampleApi, key: string | undefined) => Promise<boolean>> = {
  liability: async ({ ask }, key) =>
    (await ask(`/v1/robots/${ROBOT}/liability`, { key })).status === 200,
  historyAccounts: async ({ ask }, key) =>
    (await ask(`/v1/robots/${ROBOT}/history`, { key })).json.entries[0].actor !== undefined,
  recallUnits: async ({ ask }, key) => (await ask("/v1/recalls/1/units", { key })).status === 200,
  changedRobots: async ({ ask }, key) =>
    (await ask("/v1/changes?limit=1000", { key })).json.changes.some(
      (each: object) => "robot" in each,
    ),
  fleet: async ({ ask }, key) =>
    (await ask("/v1/changes?fleet=own&limit=1000", { key })).json.changes?.some(
      (each: object) => "robot" in each,
    ) ?? false,
  manifest: async (api, key) => {
    const { status } = await api.ask(`/v1/lots/${await lotOf(api)}/manifest`, { key });
    // The manifest is not here; anyone who may not see it is not told.
    return status === 404;
  },
  accesses: async ({ ask }, key) =>
    (await ask(`/v1/robots/${ROBOT}/accesses`, { key })).status === 200,
  graphql: async ({ ask }, key) => {
    const body = JSON.stringify({ query: "{ seats { items { seat } } }" });
    const headers = { "content-type": "application/json" };
    return (await ask("/graphql", { key, method: "POST", headers, body })).status === 200;
  },
  webhooks: async ({ ask }, key) => (await ask("/v1/webhooks", { key })).status === 200,
};

onBothDatabases("keys", (api) => {
  interface Look {
    readonly scope: string;
    readonly label: string;
    readonly question: string;
    readonly moment: string | null;
  }

  const looksAt = async (robot: string): Promise<Look[]> => {
    const path = `/v1/robots/${robot}/accesses?limit=1000`;
    return (await api().ask(path, { key: api().keys.authority })).json.accesses;
  };

  for (const [sight, { seenBy }] of Object.entries(SIGHTS)) {
    it(`shows ${sight} to ${seenBy.join(", ")}, and to nobody else`, async () => {
      const look = LOOKS[sight as Sight];
      expect(await look(api(), undefined), "without a key").to.equal(false);
      for (const scope of SCOPES) {
        const expected = (seenBy as readonly string[]).includes(scope);
        expect(await look(api(), api().keys[scope]), scope).to.equal(expected);
      }
    });
  }

  it("shows a maker the units of its own models only", async () => {
    const { ask, keys, client } = api();
    const others = (await client.getCampaign({ campaign: 3n })).model;
    expect(others.startsWith("CNBH01")).to.equal(false);
    const { status, json } = await ask("/v1/recalls/3/units", { key: keys.maker });
    expect(status).to.equal(403);
    expect(json.detail).to.include("CNBH01");
    const { changes } = (await ask("/v1/changes?limit=1000", { key: keys.maker })).json;
    for (const each of changes) if (each.robot) expect(each.robot).to.match(/^CNBH01/);
  });

  it("opens nothing with a key that is wrong, revoked or run out, and does not say which", async () => {
    const { ask, store } = api();
    const base = { scope: "insurer", label: "Gone", makers: [] } as const;
    const revoked = await createKey(store, { ...base, expiresAt: undefined });
    expect((await ask(`/v1/robots/${ROBOT}/liability`, { key: revoked.key })).status).to.equal(200);
    expect(await revokeKey(store, revoked.id)).to.equal(true);
    const expired = await createKey(store, { ...base, expiresAt: 1 });
    const wrong = `${revoked.key.slice(0, -1)}${revoked.key.endsWith("A") ? "B" : "A"}`;
    const details = new Set<string>();
    for (const key of [revoked.key, expired.key, wrong]) {
      const { status, json, headers } = await ask(`/v1/robots/${ROBOT}/liability`, { key });
      expect(status).to.equal(401);
      expect(headers.get("www-authenticate")).to.match(/^Bearer .*error="invalid_token"/);
      details.add(json.detail);
    }
    expect(details.size).to.equal(1);
  });

  it("ends a stream of changes when the key that opened it is revoked", async () => {
    const { store, url } = api();
    const base = { scope: "authority", label: "Leaves", makers: [] } as const;
    const { key, id } = await createKey(store, { ...base, expiresAt: undefined });
    const response = await fetch(`${url}/v1/changes?after=0-0`, {
      headers: { accept: "text/event-stream", authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(30_000),
    });
    expect(response.status).to.equal(200);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).to.equal(false);
    expect(await revokeKey(store, id)).to.equal(true);
    // It ends by itself; while it goes on, the signal above breaks the reading off with an error.
    let done = false;
    while (!done) done = (await reader?.read())?.done ?? true;
  }).timeout(60_000);

  it("keeps no key: what is in the store opens nothing", async () => {
    const rows = await api().store.selectFrom("apiKey").selectAll().execute();
    const stored = JSON.stringify(rows);
    for (const key of Object.values(api().keys)) expect(stored).not.to.include(key.slice(14));
    for (const { hash } of rows) {
      expect(hash).to.match(/^[0-9a-f]{64}$/);
      const { status } = await api().ask(`/v1/robots/${ROBOT}/liability`, { key: hash });
      expect(status).to.equal(401);
    }
  });

  it("writes down who looked, without an address", async () => {
    const { ask, keys, store } = api();
    await ask(`/v1/robots/${ROBOT}/liability?at=2025-06-01T12:00:00Z`, {
      key: keys.insurer,
      from: "192.0.2.77",
    });
    const { json } = await ask(`/v1/robots/${ROBOT}/accesses?limit=1000`, { key: keys.authority });
    const [last] = json.accesses;
    expect(last).to.include({
      scope: "insurer",
      label: "A insurer",
      question: "liability",
      moment: "2025-06-01T12:00:00Z",
    });
    expect(JSON.stringify(await store.selectFrom("access").selectAll().execute())).not.to.include(
      "192.0.2.77",
    );
  });

  it("writes down a look at each unit of a recall that is shown, as JSON, CSV and JSON Lines, and at no other", async () => {
    const { ask, keys } = api();
    const units = "/v1/recalls/1/units";
    const page = await ask(`${units}?limit=3`, { key: keys.authority });
    const [first, second, third] = page.json.units.map(({ robot }: { robot: string }) => robot);
    const before = await looksAt(second);
    const looksByMaker = async (code: string) =>
      (await looksAt(code)).filter(({ scope }) => scope === "maker").length;
    const byMaker = await looksByMaker(third);
    const scopes = { json: "maker", csv: "investigator", ndjson: "authority" } as const;
    for (const [format, scope] of Object.entries(scopes)) {
      const path = `${units}?format=${format}&limit=1&after=${first}`;
      expect((await ask(path, { key: keys[scope] })).status, format).to.equal(200);
    }
    const looks = (await looksAt(second)).slice(0, -before.length || undefined);
    expect(
      looks.map(({ scope, question, label, moment }) => [scope, question, label, moment]),
    ).to.have.deep.members(
      Object.values(scopes).map((scope) => [scope, "recallUnits", `A ${scope}`, null]),
    );
    // The page ended before it; the files did not.
    expect((await looksAt(third))[0]).to.include({ question: "recallUnits", scope: "authority" });
    expect(await looksByMaker(third)).to.equal(byMaker);
  });

  it("writes down a look at each robot that GraphQL tells about, whichever columns are asked for", async () => {
    const { ask, keys } = api();
    const post = async (query: string) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ query });
      return await ask("/graphql", { key: keys.investigator, method: "POST", headers, body });
    };
    const { json } = await post("{ units(limit: 2) { items { id holder } } }");
    const [one, other] = json.data.units.items;
    for (const query of [
      "{ units(limit: 1) { items { holder } } }",
      "{ units(limit: 1) { totalCount } }",
      `{ unit(id: "${one.id}") { holder } }`,
      // Nobody holds it: that, too, is told.
      `{ units(where: { id: "${one.id}", holder: "0x${"0".repeat(40)}" }) { totalCount } }`,
      `{ ownershipPeriods(where: { unit_in: ["${one.id}"] }) { items { holder } } }`,
    ]) {
      const before = await looksAt(one.id);
      const beside = await looksAt(other.id);
      const answer = await post(query);
      expect(answer.status, answer.text).to.equal(200);
      const looks = await looksAt(one.id);
      expect(looks, query).to.have.lengthOf(before.length + 1);
      expect(looks[0]).to.deep.include({
        scope: "investigator",
        label: "A investigator",
        question: "graphql",
        moment: null,
      });
      expect(await looksAt(other.id), query).to.have.lengthOf(beside.length);
    }
    // What is of no robot leaves no line, and a count is not had without a row.
    const before = await looksAt(one.id);
    expect((await post("{ seats { items { authority } } }")).status).to.equal(200);
    for (const shown of ["totalCount", "pageInfo { hasNextPage }"]) {
      for (const holder of [one.holder, `0x${"0".repeat(40)}`]) {
        for (const page of ["limit: 0", ...(shown === "totalCount" ? ["offset: 1000"] : [])]) {
          const counted = await post(
            `{ units(${page}, where: { holder: "${holder}" }) { ${shown} } }`,
          );
          expect([counted.status, counted.text]).to.deep.include(400);
          expect(counted.text).to.match(/expected .* that holds some/);
          // Nor by the refusal: it is the same no matter who holds how many.
          expect(counted.text).not.to.match(/of [1-9]/);
        }
      }
    }
    expect(await looksAt(one.id)).to.have.lengthOf(before.length);
  });

  it("writes down a look at the robot that a cursor names: whether it is found is told, and its row is not", async () => {
    const { ask, keys } = api();
    const headers = { "content-type": "application/json" };
    const post = async (query: string) => {
      const body = JSON.stringify({ query });
      return await ask("/graphql", { key: keys.investigator, method: "POST", headers, body });
    };
    const found = await post("{ units(limit: 1) { items { id holder } pageInfo { endCursor } } }");
    const { items, pageInfo } = found.json.data.units;
    const [{ id, holder }] = items;
    const before = (await looksAt(id)).length;
    const after = `after: "${pageInfo.endCursor}", where: { holder: "${holder}" }`;
    const { status, json, text } = await post(
      `{ units(limit: 1, ${after}) { pageInfo { hasPreviousPage } } }`,
    );
    expect(status, text).to.equal(200);
    expect(json.data.units.pageInfo.hasPreviousPage).to.equal(true);
    expect(await looksAt(id)).to.have.lengthOf(before + 1);
  });

  it("finds a look among many in the order of time, page by page", async () => {
    const { ask, keys, store } = api();
    const key = { id: "k", scope: "insurer", label: "Many", makers: [] } as never;
    const codes = Array.from({ length: 1500 }, (_, index) =>
      parseRobotId(`CNBH01TERN0325W07${String(7_000 + index).padStart(12, "0")}`),
    );
    const [, , code] = codes as [RobotId, RobotId, RobotId];
    await recordAccesses(store, codes, key, "first", undefined);
    await recordAccesses(store, [code], key, "second", 1_700_000_000);
    await recordAccesses(store, codes.slice(0, 2), key, "other", undefined);
    await recordAccesses(store, codes.slice(0, 3), key, "third", undefined);
    const looks = await listAccesses(store, code, { after: undefined, limit: 10 });
    expect(looks.map(({ question }) => question)).to.have.members(["first", "second", "third"]);
    const [last] = await listAccesses(store, code, { after: undefined, limit: 1 });
    const rest = await listAccesses(store, code, { after: last?.id, limit: 10 });
    expect([last, ...rest]).to.deep.equal(looks);
    // Two rows for 1,500 codes, not 1,500.
    const { length } = await store
      .selectFrom("accessGroup")
      .select("id")
      .where("question", "=", "first")
      .execute();
    expect(length).to.equal(2);
    const shown = await ask(`/v1/robots/${code}/accesses`, { key: keys.authority });
    expect(shown.status).to.equal(200);
  });

  it("lets no cache keep what only a key shows", async () => {
    const { headers } = await api().ask(`/v1/robots/${ROBOT}/liability`, {
      key: api().keys.insurer,
    });
    expect(headers.get("cache-control")).to.equal("private, no-store");
    expect(headers.get("vary")).to.include("Authorization");
  });
});

describe("the table of scopes", () => {
  it("is in docs/api.md as it is in the code", () => {
    const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
    for (const [sight, { description, seenBy }] of Object.entries(SIGHTS)) {
      const marks = SCOPES.map((scope) =>
        (seenBy as readonly string[]).includes(scope) ? "x" : "",
      );
      const row = [sight, description, ...marks];
      const lines = page.split("\n").map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
      expect(lines, sight).to.deep.include([`\`${sight}\``, ...row.slice(1)]);
    }
  });
});

async function lotOf({ ask }: ExampleApi): Promise<string> {
  return (await ask(`/v1/robots/${ROBOT}`)).json.issued.lot;
}
