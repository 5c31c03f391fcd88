import { type RobotId, toBytes32 } from "@openrobotid/sdk";
import { accountOf } from "@openrobotid/world/accounts";
import { expect } from "chai";
import { type ExampleApi, FLEET, onBothDatabases } from "./example-api.js";
import { forEach } from "./oracle.js";

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly country: string | null;
  readonly robot?: string;
}

const ROBOT = "CNBH01TERN0325W07000000000001";
const NEVER_ISSUED = "CNBH01TERN0325W07000000999998";

onBothDatabases("the feed of changes, filtered", (api) => {
  it("gives what fits and nothing else, by maker, model, country and kind, alone and together", async () => {
    const whole = await readAll(api(), "");
    const values = (name: "maker" | "model" | "country" | "kind") =>
      [...new Set(whole.map((change) => change[name]))].flatMap((value) => value ?? []);
    const conditions = (["maker", "model", "country", "kind"] as const).flatMap((name) =>
      values(name).map((value) => ({ [name]: value })),
    );
    const placed = { kind: "placedOnMarket" };
    const pairs = values("model").map((model) => ({ model, ...placed, country: "ES" }));
    expect(conditions.length).to.be.greaterThan(30);
    for (const condition of [...conditions, ...pairs]) {
      const expected = whole.filter((change) =>
        Object.entries(condition).every(([name, value]) => change[name as "kind"] === value),
      );
      const query = new URLSearchParams(condition as Record<string, string>);
      expect(await readAll(api(), query.toString()), query.toString()).to.deep.equal(expected);
    }
    expect(await readAll(api(), "country=MT")).to.deep.equal([]);
  });

  it("cuts what fits into pages that hold each change once", async () => {
    const whole = await readAll(api(), "maker=CNBH01");
    expect(whole.length).to.be.greaterThan(20);
    expect(await readAll(api(), "maker=CNBH01&limit=7")).to.deep.equal(whole);
    const { json } = await api().ask(`/v1/changes?maker=CNBH01&after=${whole.at(-1)?.cursor}`);
    expect(json).to.deep.include({ changes: [], more: false });
  });

  it("follows a fleet by its codes, names the robots that were asked for, and reads codes as people type them", async () => {
    const told = await readAll(api(), "", api().keys.authority);
    const codes = [...new Set(told.flatMap(({ robot }) => robot ?? []))].slice(0, 12);
    expect(codes.length).to.equal(12);
    const expected = told.filter(({ robot }) => robot && codes.includes(robot));
    expect(await readAll(api(), `code=${codes.join(",")}`)).to.deep.equal(expected);
    expect(await readAll(api(), `code=${codes.join(",")}&limit=3`)).to.deep.equal(expected);
    const own = told.filter(({ robot }) => robot === ROBOT);
    expect(own.length).to.be.greaterThan(3);
    expect(await readAll(api(), "code=cn-bh01-tern03-25w07000000000001")).to.deep.equal(own);
  });

  it("refuses codes that are malformed, too many or never issued, and what it does not filter by", async () => {
    const { ask, keys } = api();
    const many = Array.from(
      { length: 101 },
      (_, n) => `CNBH01TERN0325W07000000${1_000 + n}${"00"}`,
    );
    for (const [query, status, said] of [
      ["code=CNBH01", 400, "29"],
      [`code=${many.join(",")}`, 400, "at most 100"],
      [`code=${ROBOT},${NEVER_ISSUED}`, 404, `${NEVER_ISSUED}: this code was never issued`],
      ["maker=CN", 400, "6"],
      ["model=CNBH01", 400, "12"],
      ["kind=placed", 400, "kind"],
      ["country=es", 400, "country"],
      ["robot=x", 400, "robot: found an unknown parameter"],
    ] as const) {
      const { status: found, json } = await ask(`/v1/changes?${query}`, { key: keys.insurer });
      expect(found, query).to.equal(status);
      expect(json.detail, query).to.include(said);
    }
  });

  it("follows the robots of a key while its accounts own or run them, from the change that brings them to the one that takes them away", async () => {
    const { keys } = api();
    const told = await readAll(api(), "", keys.authority);
    const expected = await fleetOf(api(), told);
    expect(new Set(expected.map(({ kind }) => kind))).to.include.all.keys("transferred", "service");
    expect(await readAll(api(), "fleet=own", keys.owner)).to.deep.equal(expected);
    expect(await readAll(api(), "fleet=own&limit=3", keys.owner)).to.deep.equal(expected);
    const sold = expected.filter(({ kind }) => kind === "transferred");
    expect(await readAll(api(), "fleet=own&kind=transferred", keys.owner)).to.deep.equal(sold);
    const [{ robot = "" } = {}] = sold;
    const whole = await readAll(api(), `code=${robot}`);
    const own = expected.filter((each) => each.robot === robot);
    expect(own.length, "a robot that was somebody else's, too").to.be.below(whole.length);
    expect(await readAll(api(), `fleet=own&code=${robot}`, keys.owner)).to.deep.equal(own);
  });

  it("shows the owner of a fleet the codes of no other robots", async () => {
    const changes = await readAll(api(), "", api().keys.owner);
    expect(changes.filter((each) => "robot" in each)).to.deep.equal([]);
  });

  it("knows a fleet by its key alone", async () => {
    const { ask, keys } = api();
    for (const [key, status, said] of [
      [undefined, 401, "scope owner"],
      [keys.authority, 403, "scope authority; this needs owner"],
      [keys.maker, 403, "scope maker; this needs owner"],
    ] as const) {
      const { status: found, json } = await ask("/v1/changes?fleet=own", { key });
      expect([found, json.detail]).to.deep.equal([status, json.detail]);
      expect(json.detail).to.include(said);
    }
    const { status } = await ask("/v1/changes?fleet=all", { key: keys.owner });
    expect(status).to.equal(400);
  });

  it("counts codes that were never issued, as everywhere", async () => {
    const from = "192.0.2.191";
    const guess = async () =>
      (await api().ask(`/v1/changes?code=${NEVER_ISSUED}`, { from })).status;
    for (let guesses = 0; guesses < 5; guesses += 1) expect(await guess()).to.equal(404);
    expect(await guess()).to.equal(429);
    expect((await api().ask(`/v1/changes?code=${ROBOT}`, { from })).status).to.equal(429);
  });

  it("filters its stream as its pages", async () => {
    const [first, second] = await readAll(api(), `code=${ROBOT}`);
    const abort = new AbortController();
    const response = await fetch(`${api().url}/v1/changes?code=${ROBOT}&after=${first?.cursor}`, {
      headers: { accept: "text/event-stream", "x-forwarded-for": "192.0.2.6" },
      signal: abort.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const { value = "" } = (await reader?.read()) ?? {};
    abort.abort();
    const data = value.split("\n").find((line) => line.startsWith("data: "));
    expect(JSON.parse(data?.slice("data: ".length) ?? "")).to.deep.equal(second);
  });
});

/** Of all entries those of robots that the owner had in their block, or before it: as the contracts say. */
async function fleetOf({ chain }: ExampleApi, told: readonly Change[]): Promise<Change[]> {
  const fleet: readonly string[] = FLEET.map((number) => accountOf(number).address);
  const its = new Set<Change>();
  await forEach(told, async (change) => {
    if (change.robot === undefined) return;
    const block = Number(change.cursor.split("-")[0]);
    const id = toBytes32(change.robot as RobotId);
    const { registry } = chain.contracts;
    const asked = [block - 1, block].flatMap((blockTag) => [
      registry.ownerOf(BigInt(id), { blockTag }).catch(() => ""),
      registry.operatorOf(id, { blockTag }).catch(() => ""),
    ]);
    if ((await Promise.all(asked)).some((account) => fleet.includes(account))) its.add(change);
  });
  return told.filter((change) => its.has(change));
}

/** All pages of the feed. */
async function readAll({ ask }: ExampleApi, query: string, key?: string): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after: string | undefined; ; ) {
    const limit = query.includes("limit=") ? "" : "&limit=1000";
    const rest = after === undefined ? "" : `&after=${after}`;
    const { json } = await ask(`/v1/changes?${query}${limit}${rest}`.replace("?&", "?"), { key });
    changes.push(...json.changes);
    if (!json.more) return changes;
    after = json.next;
  }
}
